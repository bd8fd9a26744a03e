package dev.quarry.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * The best documents of some questions by {@link BruteForce}, kept in a file of {@code [questions × (1 + DEPTH)]} little-endian
 * integers: the question's number, then its documents.
 */
final class Exact {

    static final int DEPTH = 100;
    private static final long SEED = 5;

    private final int[] questions;
    private final int[][] best;

    private Exact(int[] questions, int[][] best) {
        this.questions = questions;
        this.best = best;
    }

    /** Reads the file, or computes it first. */
    static Exact of(Path file, VectorSet set, int documents, int questions) throws IOException {
        if (!Files.exists(file)) {
            int[] asked = new Random(SEED)
                    .ints(0, set.questions().size())
                    .distinct()
                    .limit(questions)
                    .toArray();
            write(file, asked, new BruteForce(set, documents).best(asked, DEPTH));
        }
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int count = in.remaining() / Integer.BYTES / (1 + DEPTH);
        int[] asked = new int[count];
        int[][] best = new int[count][DEPTH];
        for (int i = 0; i < count; i++) {
            asked[i] = in.getInt();
            for (int rank = 0; rank < DEPTH; rank++) {
                best[i][rank] = in.getInt();
            }
        }
        return new Exact(asked, best);
    }

    private static void write(Path file, int[] asked, int[][] best) throws IOException {
        ByteBuffer out =
                ByteBuffer.allocate(asked.length * (1 + DEPTH) * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < asked.length; i++) {
            out.putInt(asked[i]);
            for (int document : best[i]) {
                out.putInt(document);
            }
        }
        Files.write(file, out.array());
    }

    int count() {
        return questions.length;
    }

    /** The number of a question in the set. */
    int question(int i) {
        return questions[i];
    }

    /** Its best documents, best first. */
    int[] best(int i) {
        return best[i];
    }
}
