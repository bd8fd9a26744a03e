package dev.quarry.benchmarks;

import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.TokenVectors;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a {@link VectorSet}: the arrays raw and little-endian, so that any other program reads them too. */
final class VectorSetWriter implements Closeable {

    private final Path directory;
    private final DataOutputStream units;
    private final Texts documents;
    private final Texts questions;
    private final OutputStream weights;
    private final OutputStream asked;

    VectorSetWriter(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.units = new DataOutputStream(open("documents.units"));
        this.documents = new Texts("documents");
        this.questions = new Texts("questions");
        this.weights = open("questions.weights.f32");
        this.asked = open("questions.tsv");
    }

    private OutputStream open(String file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(directory.resolve(file)), 1 << 20);
    }

    void document(CodeUnit unit, TokenVectors vectors) throws IOException {
        for (String text : List.of(
                unit.repository(),
                unit.path(),
                unit.language(),
                unit.kind().label(),
                unit.packageName(),
                unit.name(),
                unit.qualifiedName(),
                unit.signature(),
                unit.visibility(),
                unit.header(),
                unit.javadoc(),
                unit.source())) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            units.writeInt(bytes.length);
            units.write(bytes);
        }
        units.writeInt(unit.firstLine());
        documents.add(vectors);
    }

    void question(String id, String text, Iterable<String> relevant, TokenVectors vectors, float[] tokenWeights)
            throws IOException {
        String line = id + "\t" + text.replaceAll("\\s+", " ") + "\t" + String.join(" ", relevant) + "\n";
        asked.write(line.getBytes(StandardCharsets.UTF_8));
        questions.add(vectors);
        weights.write(bytes(tokenWeights));
    }

    @Override
    public void close() throws IOException {
        try (units;
                documents;
                questions;
                weights;
                asked) {
            // closing is all there is to do
        }
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    private static byte[] bytes(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asIntBuffer().put(values);
        return buffer.array();
    }

    /** The vectors of many texts in three files. */
    private final class Texts implements Closeable {

        private final OutputStream values;
        private final OutputStream tokens;
        private final OutputStream spans;

        Texts(String name) throws IOException {
            this.values = open(name + ".f32");
            this.tokens = open(name + ".tokens.i32");
            this.spans = open(name + ".spans.i32");
        }

        void add(TokenVectors vectors) throws IOException {
            values.write(bytes(vectors.values()));
            tokens.write(bytes(vectors.count()));
            for (int token = 0; token < vectors.count(); token++) {
                spans.write(bytes(vectors.starts()[token], vectors.ends()[token]));
            }
        }

        @Override
        public void close() throws IOException {
            try (values;
                    tokens;
                    spans) {
                // closing is all there is to do
            }
        }
    }
}
