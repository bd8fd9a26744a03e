package dev.quarry.indexer;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which files are worth reading, by what their listing says. Whether one is text at all only its bytes can tell. */
final class FilePolicy {
    /** A Java file beyond this is data that some generator wrote, by the thousand windows. */
    private static final long MOST_JAVA_BYTES = 5_000_000;

    private static final long MOST_TEXT_BYTES = 1_000_000;

    private static final Set<String> BINARY = Set.of(
            "class",
            "jar",
            "war",
            "ear",
            "zip",
            "gz",
            "tgz",
            "bz2",
            "xz",
            "zst",
            "7z",
            "tar",
            "png",
            "jpg",
            "jpeg",
            "gif",
            "bmp",
            "ico",
            "icns",
            "webp",
            "tif",
            "tiff",
            "psd",
            "pdf",
            "doc",
            "docx",
            "xls",
            "xlsx",
            "ppt",
            "pptx",
            "odt",
            "mp3",
            "mp4",
            "wav",
            "ogg",
            "avi",
            "mov",
            "ttf",
            "otf",
            "woff",
            "woff2",
            "eot",
            "so",
            "dll",
            "dylib",
            "exe",
            "bin",
            "dat",
            "o",
            "a",
            "lib",
            "obj",
            "pyc",
            "keystore",
            "jks",
            "p12",
            "pfx",
            "der",
            "db",
            "sqlite",
            "parquet",
            "safetensors",
            "onnx",
            "pt",
            "npy",
            "wasm",
            "iml",
            "ipr");
    private static final Set<String> DATA =
            Set.of("svg", "csv", "tsv", "log", "map", "pem", "crt", "key", "snap", "eps", "ps");
    private static final Set<String> LOCK_FILES = Set.of(
            "package-lock.json",
            "npm-shrinkwrap.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            "gradle.lockfile",
            "composer.lock",
            "poetry.lock",
            "cargo.lock",
            "go.sum",
            "gemfile.lock",
            "pipfile.lock");
    private static final Pattern MINIFIED = Pattern.compile(".*[.-]min\\.(js|css)");

    private FilePolicy() {}

    static boolean isJava(String path) {
        return extension(path).equals("java");
    }

    /** Most bytes of a file that is read. */
    static long most(String path) {
        return isJava(path) ? MOST_JAVA_BYTES : MOST_TEXT_BYTES;
    }

    static String tooLarge(String path, long size) {
        return String.format(Locale.ROOT, "too large: %.1f MB, more than %.0f MB", size / 1e6, most(path) / 1e6);
    }

    /**
     * Why a file is not read.
     *
     * @param size bytes, or -1 where unknown
     * @return the kind of reason, then after a colon the details; empty where the file is to be read
     */
    static Optional<String> skip(String path, long size) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        String extension = extension(path);
        if (name.startsWith(".")) {
            return Optional.of("hidden file");
        }
        if (BINARY.contains(extension)) {
            return Optional.of("binary: ." + extension);
        }
        if (DATA.contains(extension)) {
            return Optional.of("data: ." + extension);
        }
        if (LOCK_FILES.contains(name)) {
            return Optional.of("lock file");
        }
        if (MINIFIED.matcher(name).matches()) {
            return Optional.of("minified");
        }
        return size > most(path) ? Optional.of(tooLarge(path, size)) : Optional.empty();
    }

    private static String extension(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
