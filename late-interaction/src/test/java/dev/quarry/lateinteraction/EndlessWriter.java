package dev.quarry.lateinteraction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A process that writes until it is killed: {@code EndlessWriter INDEX}. Commit {@code n} replaces two files, and says its
 * number on standard output as soon as it is durable; every tenth forgets a third file. What an index holds after a commit
 * follows from its number.
 */
final class EndlessWriter {

    static final int FILES = 30;
    static final ModelStamp MODEL = new ModelStamp("tiny", "abc", 8);
    private static final String REPOSITORY = "r";

    private EndlessWriter() {}

    public static void main(String[] arguments) {
        Path index = Path.of(arguments[0]);
        VectorOptions options = VectorOptions.defaults().withFirstTraining(400);
        try (CodeIndexWriter writer = CodeIndexWriter.open(index, Optional.of(MODEL), "s", options)) {
            int commit = Integer.parseInt(writer.origin(REPOSITORY).orElse("0"));
            while (true) {
                commit++;
                replace(writer, commit, commit % FILES);
                replace(writer, commit, (commit + FILES / 2) % FILES);
                if (commit % 10 == 0) {
                    writer.deleteFile(REPOSITORY, path((commit + 7) % FILES));
                }
                writer.setOrigin(REPOSITORY, Integer.toString(commit));
                writer.commit();
                System.out.println(commit);
            }
        }
    }

    private static void replace(CodeIndexWriter writer, int commit, int file) {
        Random random = new Random(commit);
        List<EmbeddedUnit> units = new ArrayList<>();
        for (int i = 0; i < units(commit); i++) {
            CodeUnit unit = Fixtures.method(REPOSITORY, path(file), "commit" + commit, "void commit() {}");
            units.add(new EmbeddedUnit(unit, Optional.of(Fixtures.vectors(random, 8, 1 + random.nextInt(6)))));
        }
        writer.replaceFile(Fixtures.parsed(REPOSITORY, path(file), "h" + commit, units.size()), units);
    }

    static String path(int file) {
        return "F" + file + ".java";
    }

    /** Units of each file that a commit replaces. */
    static int units(int commit) {
        return 1 + commit % 7;
    }

    /** The commit that wrote what a file holds after a later one; 0 for a file that is not there. */
    static int writtenBy(int file, int last) {
        for (int commit = last; commit > 0; commit--) {
            if (commit % 10 == 0 && (commit + 7) % FILES == file) {
                return 0;
            }
            if (commit % FILES == file || (commit + FILES / 2) % FILES == file) {
                return commit;
            }
        }
        return 0;
    }
}
