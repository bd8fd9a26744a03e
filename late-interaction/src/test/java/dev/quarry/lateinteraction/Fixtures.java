package dev.quarry.lateinteraction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Small units and vectors for tests. */
final class Fixtures {

    private Fixtures() {}

    /** A method of {@code com.example.Sample} that starts on line 10. */
    static CodeUnit method(String repository, String path, String name, String source) {
        return unit(repository, path, CodeUnit.Kind.METHOD, name, "", source, 10, false);
    }

    static CodeUnit unit(
            String repository,
            String path,
            CodeUnit.Kind kind,
            String name,
            String javadoc,
            String source,
            int firstLine,
            boolean test) {
        int count = Math.max(1, (int) source.lines().count());
        List<Integer> lines =
                IntStream.range(firstLine, firstLine + count).boxed().toList();
        return new CodeUnit(
                repository,
                path,
                kind == CodeUnit.Kind.WINDOW ? "text" : "java",
                kind,
                "com.example",
                name,
                "Sample." + name,
                "void " + name + "()",
                "public",
                List.of("Override"),
                test,
                repository + " com.example Sample",
                javadoc,
                source,
                lines);
    }

    static EmbeddedUnit plain(CodeUnit unit) {
        return new EmbeddedUnit(unit, Optional.empty());
    }

    static FileRecord parsed(String repository, String path, String hash, int units) {
        return new FileRecord(repository, path, hash, FileRecord.Outcome.PARSED, "", units);
    }

    /** Puts units of one file into an index without vectors. */
    static void add(CodeIndexWriter writer, CodeUnit... units) {
        List<EmbeddedUnit> embedded = new ArrayList<>();
        for (CodeUnit unit : units) {
            embedded.add(plain(unit));
        }
        writer.replaceFile(parsed(units[0].repository(), units[0].path(), "h", units.length), embedded);
    }

    /** Random normalised vectors, one for each span. */
    static TokenVectors vectors(Random random, int dimension, Span... spans) {
        float[] values = new float[spans.length * dimension];
        int[] starts = new int[spans.length];
        int[] ends = new int[spans.length];
        for (int token = 0; token < spans.length; token++) {
            fillNormalised(random, values, token * dimension, dimension);
            starts[token] = spans[token].start();
            ends[token] = spans[token].end();
        }
        return new TokenVectors(dimension, values, starts, ends);
    }

    /** Random normalised vectors of tokens of one character each. */
    static TokenVectors vectors(Random random, int dimension, int tokens) {
        Span[] spans =
                IntStream.range(0, tokens).mapToObj(i -> new Span(i, i + 1)).toArray(Span[]::new);
        return vectors(random, dimension, spans);
    }

    private static void fillNormalised(Random random, float[] values, int from, int dimension) {
        double squares = 0;
        for (int i = from; i < from + dimension; i++) {
            values[i] = (float) random.nextGaussian();
            squares += values[i] * values[i];
        }
        for (int i = from; i < from + dimension; i++) {
            values[i] /= (float) Math.sqrt(squares);
        }
    }
}
