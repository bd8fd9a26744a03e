package dev.quarry.benchmarks;

import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.TokenVectors;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Units and questions with their token vectors, as {@link EncodeVectorSet} wrote them. Vectors stay on disk until they are
 * asked for.
 */
final class VectorSet {

    private static final int FLOATS_PER_MAP = 1 << 28;

    /** Length of a vector of the bundled model. */
    static final int DIMENSION = 64;

    private final Path directory;
    private final Texts documents;
    private final Texts questions;
    private final FloatBuffer weights;
    private final List<Question> asked = new ArrayList<>();

    /** A judged question: its id, its words and the ids of the documents that answer it. */
    record Question(String id, String text, Set<String> relevant) {}

    VectorSet(Path directory) throws IOException {
        this.directory = directory;
        this.documents = new Texts("documents");
        this.questions = new Texts("questions");
        this.weights = map("questions.weights.f32").asFloatBuffer();
        for (String line : Files.readAllLines(directory.resolve("questions.tsv"))) {
            String[] parts = line.split("\t", -1);
            asked.add(new Question(parts[0], parts[1], Set.of(parts[2].split(" "))));
        }
    }

    List<Question> questions() {
        return asked;
    }

    /** Tokens of the first documents together. */
    long tokensOfFirst(int count) {
        return documents.offsets[count];
    }

    TokenVectors document(int i) {
        return documents.vectors(i);
    }

    TokenVectors question(int i) {
        return questions.vectors(i);
    }

    float[] weights(int question) {
        float[] tokenWeights = new float[questions.tokens(question)];
        weights.get((int) questions.offsets[question], tokenWeights);
        return tokenWeights;
    }

    private MappedByteBuffer map(String file) throws IOException {
        try (FileChannel channel = FileChannel.open(directory.resolve(file))) {
            MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            map.order(ByteOrder.LITTLE_ENDIAN);
            return map;
        }
    }

    /** Given each unit in order until it wants no more. */
    interface UnitVisitor {
        boolean visit(int document, CodeUnit unit) throws IOException;
    }

    void forEachUnit(UnitVisitor visitor) throws IOException {
        try (DataInputStream in = new DataInputStream(
                new BufferedInputStream(Files.newInputStream(directory.resolve("documents.units")), 1 << 20))) {
            int document = 0;
            boolean more = true;
            while (more) {
                more = visitor.visit(document++, unit(in));
            }
        } catch (EOFException _) {
            // that was the last one
        }
    }

    private static CodeUnit unit(DataInputStream in) throws IOException {
        String[] texts = new String[12];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        }
        int firstLine = in.readInt();
        int lines = Math.max(1, (int) texts[11].lines().count());
        return new CodeUnit(
                texts[0],
                texts[1],
                texts[2],
                CodeUnit.Kind.valueOf(texts[3].toUpperCase(Locale.ROOT)),
                texts[4],
                texts[5],
                texts[6],
                texts[7],
                texts[8],
                List.of(),
                false,
                texts[9],
                texts[10],
                texts[11],
                IntStream.range(firstLine, firstLine + lines).boxed().toList());
    }

    /** The vectors of many texts. */
    private final class Texts {

        private final long[] offsets;
        private final List<FloatBuffer> values = new ArrayList<>();
        private final IntBuffer spans;

        Texts(String name) throws IOException {
            IntBuffer tokens = map(name + ".tokens.i32").asIntBuffer();
            this.offsets = new long[tokens.remaining() + 1];
            for (int i = 1; i < offsets.length; i++) {
                offsets[i] = offsets[i - 1] + tokens.get(i - 1);
            }
            this.spans = map(name + ".spans.i32").asIntBuffer();
            try (FileChannel file = FileChannel.open(directory.resolve(name + ".f32"))) {
                long bytes = file.size();
                long step = (long) FLOATS_PER_MAP * Float.BYTES;
                for (long from = 0; from < bytes; from += step) {
                    values.add(file.map(FileChannel.MapMode.READ_ONLY, from, Math.min(step, bytes - from))
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .asFloatBuffer());
                }
            }
        }

        int tokens(int text) {
            return (int) (offsets[text + 1] - offsets[text]);
        }

        TokenVectors vectors(int text) {
            int tokens = tokens(text);
            float[] vectors = new float[tokens * DIMENSION];
            long from = offsets[text] * DIMENSION;
            int done = 0;
            while (done < vectors.length) {
                FloatBuffer part = values.get((int) ((from + done) / FLOATS_PER_MAP));
                int at = (int) ((from + done) % FLOATS_PER_MAP);
                int count = Math.min(vectors.length - done, part.limit() - at);
                part.get(at, vectors, done, count);
                done += count;
            }
            int[] starts = new int[tokens];
            int[] ends = new int[tokens];
            for (int token = 0; token < tokens; token++) {
                int at = (int) (2 * (offsets[text] + token));
                starts[token] = spans.get(at);
                ends[token] = spans.get(at + 1);
            }
            return new TokenVectors(DIMENSION, vectors, starts, ends);
        }
    }
}
