package dev.quarry.lateinteraction;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** Finds the words of a question in a text, by the analysis that indexed it. */
final class TermMatcher {

    /** A term of the question in a text. */
    record Match(String term, int start, int end) {}

    private final QueryTerms terms;
    private final double idfSum;
    private final Analyzer analyzer = LexicalRanking.indexAnalyzer();

    TermMatcher(QueryTerms terms) {
        this.terms = terms;
        this.idfSum =
                terms.idf().values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Where terms of the question stand, by start; a whole identifier and its words may overlap. */
    List<Match> matches(String text) {
        List<Match> matches = new ArrayList<>();
        try (TokenStream tokens = analyzer.tokenStream("", new StringReader(text))) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                String found = term.toString();
                if (terms.counts().containsKey(found)) {
                    matches.add(new Match(found, offset.startOffset(), offset.endOffset()));
                }
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it reads from memory
        }
        matches.sort(Comparator.comparingInt(Match::start).thenComparingInt(Match::end));
        return matches;
    }

    /**
     * Which share of the question's information the matches cover: the sum of the idf of distinct terms, between 0
     * and 1.
     */
    double coverage(List<Match> matches) {
        double covered = matches.stream()
                .map(Match::term)
                .distinct()
                .mapToDouble(term -> terms.idf().get(term))
                .sum();
        return idfSum > 0 ? covered / idfSum : 0;
    }

    /** The characters that matches cover, ascending and disjoint. */
    static List<Span> spans(List<Match> matches) {
        return merge(matches.stream()
                .map(match -> new Span(match.start(), match.end()))
                .toList());
    }

    /** Joins spans that overlap or touch. */
    static List<Span> merge(List<Span> spans) {
        List<Span> merged = new ArrayList<>();
        for (Span span :
                spans.stream().sorted(Comparator.comparingInt(Span::start)).toList()) {
            if (!merged.isEmpty() && span.start() <= merged.getLast().end()) {
                Span last = merged.removeLast();
                merged.add(new Span(last.start(), Math.max(last.end(), span.end())));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }
}
