package dev.quarry.lateinteraction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Scores the lines of one hit: the share of the question's words on the line, plus MaxSim of the question with the
 * line alone.
 */
final class LineScorer {

    private final CodeUnit unit;
    private final TermMatcher matcher;
    private final List<TermMatcher.Match> words;
    private final Optional<TokenSimilarities> tokens;

    LineScorer(CodeUnit unit, TermMatcher matcher, List<TermMatcher.Match> words, Optional<TokenSimilarities> tokens) {
        this.unit = unit;
        this.matcher = matcher;
        this.words = words;
        this.tokens = tokens;
    }

    /** The lines with a score, in file order. */
    List<LineScore> lines() {
        List<LineScore> lines = new ArrayList<>();
        List<TokenAlignment> alignment =
                tokens.map(TokenSimilarities::alignment).orElse(List.of());
        int start = unit.sourceStart();
        int index = 0;
        for (String text : unit.source().lines().toList()) {
            int end = start + text.length();
            LineScore line = score(unit.lines().get(index++), text, start, end, alignment);
            if (line.score() > 0) {
                lines.add(line);
            }
            start = end + 1;
        }
        return lines;
    }

    private LineScore score(int number, String text, int start, int end, List<TokenAlignment> alignment) {
        List<TermMatcher.Match> here = words.stream()
                .filter(match -> match.start() >= start && match.end() <= end)
                .toList();
        double score = matcher.coverage(here)
                + tokens.map(similarities -> similarities.maxSimWithin(start, end))
                        .orElse(0.0);
        List<Span> spans = new ArrayList<>();
        for (TermMatcher.Match match : here) {
            spans.add(new Span(match.start() - start, match.end() - start));
        }
        for (TokenAlignment best : alignment) {
            if (best.start() >= start && best.end() <= end && best.end() > best.start()) {
                spans.add(new Span(best.start() - start, best.end() - start));
            }
        }
        return new LineScore(number, text, score, TermMatcher.merge(spans));
    }
}
