package dev.quarry.indexer;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What all units of a file share.
 *
 * @param repository name of the repository
 * @param path path inside the repository, with {@code /}
 * @param packageName declared package, empty where there is none
 * @param test whether the file is test code
 */
record FileContext(String repository, String path, String packageName, boolean test) {
    private static final Set<String> LAYOUT = Set.of("src", "main", "java");

    /** A file that is test code or not by where it lies. */
    static FileContext of(String repository, String path, String packageName) {
        FileContext untested = new FileContext(repository, path, packageName, false);
        return new FileContext(repository, path, packageName, TestCode.isTestFile(untested));
    }

    /** File name with its extension. */
    String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** File name without its extension. */
    String baseName() {
        String name = fileName();
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    /** Names of the directories, without those that only repeat the package. */
    List<String> directories() {
        int slash = path.lastIndexOf('/');
        String folder = slash < 0 ? "" : path.substring(0, slash);
        String packagePath = packageName.replace('.', '/');
        if (folder.equals(packagePath)) {
            folder = "";
        } else if (!packagePath.isEmpty() && folder.endsWith("/" + packagePath)) {
            folder = folder.substring(0, folder.length() - packagePath.length() - 1);
        }
        return Arrays.stream(folder.split("/")).filter(name -> !name.isEmpty()).toList();
    }

    /**
     * The context that is encoded before a unit's source: one line of repository, package, type chain and the words of the
     * path and the types, each once; then, where there is a summary, a line with that.
     */
    String header(String typeChain, String summary) {
        Set<String> words = new LinkedHashSet<>();
        for (String directory : directories()) {
            if (!LAYOUT.contains(directory)) {
                words.addAll(Words.of(directory));
            }
        }
        words.addAll(Words.of(typeChain.isEmpty() ? baseName() : typeChain));
        StringBuilder header = new StringBuilder(repository);
        for (String part : List.of(packageName, typeChain, String.join(" ", words))) {
            if (!part.isEmpty()) {
                header.append(" | ").append(part);
            }
        }
        return summary.isEmpty()
                ? header.toString()
                : header.append('\n').append(summary).toString();
    }
}
