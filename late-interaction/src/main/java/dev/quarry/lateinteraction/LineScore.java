package dev.quarry.lateinteraction;

import java.util.List;

/**
 * One line of a hit and how well it answers the question.
 *
 * @param line 1-based line of the file
 * @param text the line as it stands in {@link CodeUnit#source()}, without its line break
 * @param score how much of the question the line answers, comparable between lines of one hit only
 * @param spans what to highlight, as characters of {@code text}, ascending and disjoint
 */
public record LineScore(int line, String text, double score, List<Span> spans) {

    public LineScore {
        spans = List.copyOf(spans);
    }
}
