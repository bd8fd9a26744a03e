package dev.quarry.lateinteraction;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One answer.
 *
 * @param rank 1 for the best
 * @param score what the ranking is by: the lexical score, or the fusion of both (which may be negative) where
 *     the question came with vectors
 * @param unit what was found, complete
 * @param lexicalScore BM25F of the question's words; 0 where none occurs
 * @param maxSimScore weighted mean over the question's tokens of the best cosine in the unit; empty without vectors
 * @param alignment for each token of the question the token of the unit that answers it best; empty without vectors
 * @param matches where words of the question (after stemming) occur in {@link CodeUnit#text()}, ascending and disjoint
 * @param lines every line of {@link CodeUnit#source()} that has something to do with the question, in file order
 */
public record Hit(
        int rank,
        double score,
        CodeUnit unit,
        double lexicalScore,
        OptionalDouble maxSimScore,
        List<TokenAlignment> alignment,
        List<Span> matches,
        List<LineScore> lines) {

    public Hit {
        alignment = List.copyOf(alignment);
        matches = List.copyOf(matches);
        lines = List.copyOf(lines);
    }

    /** The lines that answer the question best, at most {@code n}, in file order; of equals the upper ones. */
    public List<LineScore> bestLines(int n) {
        return lines.stream()
                .sorted(Comparator.comparingDouble(LineScore::score).reversed())
                .limit(n)
                .sorted(Comparator.comparingInt(LineScore::line))
                .toList();
    }
}
