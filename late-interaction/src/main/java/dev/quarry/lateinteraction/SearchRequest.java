package dev.quarry.lateinteraction;

import java.util.Objects;
import java.util.Optional;

/**
 * A question to an index.
 *
 * @param question the question in words; what lexical ranking sees
 * @param vectors token vectors of the question, {@code [tokens × dimension]}; empty for lexical ranking alone
 * @param tokenWeights weight of each token of {@code vectors} in MaxSim, not negative; empty for equal weights
 * @param k most hits to return
 * @param candidates most units that words propose for scoring with vectors; at least {@code k} are taken
 * @param nearest most units that centroids propose; at least {@code k} are taken
 * @param probes centroids to visit for each token of the question: more find more and take longer
 * @param lexicalShare share of the words in the score of a question with vectors, 0 (MaxSim alone) to 1 (words alone)
 * @param exhaustive whether vectors score every unit that passes the filter, however many there are: what candidate
 *     generation is measured against, too slow for a large index in daily use
 * @param details whether hits carry alignment, matches and lines; a run over thousands of questions does without
 * @param filter which units may be found at all
 */
public record SearchRequest(
        String question,
        Optional<TokenVectors> vectors,
        Optional<float[]> tokenWeights,
        int k,
        int candidates,
        int nearest,
        int probes,
        double lexicalShare,
        boolean exhaustive,
        boolean details,
        SearchFilter filter) {

    /** How deep lexical ranking looks when nothing else is asked for. */
    public static final int DEFAULT_CANDIDATES = 1_000;

    /**
     * Different terms of a question that words rank by: of a longer one, such as a pasted stack trace, the rarest, which say what
     * it is about.
     */
    public static final int MOST_TERMS = 256;

    /** How many units centroids propose when nothing else is asked for. */
    public static final int DEFAULT_NEAREST = 4_000;

    /** How many centroids are visited for each token when nothing else is asked for. */
    public static final int DEFAULT_PROBES = 16;

    public SearchRequest {
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(filter, "filter");
        if (k < 1 || candidates < 1 || nearest < 1 || probes < 1) {
            throw new IllegalArgumentException("k, candidates, nearest and probes must be at least 1, got " + k + ", "
                    + candidates + ", " + nearest + " and " + probes);
        }
        if (!(lexicalShare >= 0 && lexicalShare <= 1)) {
            throw new IllegalArgumentException("the lexical share must be from 0 to 1, got " + lexicalShare);
        }
        int tokens = vectors.map(TokenVectors::count).orElse(0);
        if (tokenWeights.isPresent() && tokenWeights.get().length != tokens) {
            throw new IllegalArgumentException(
                    "expected one weight for each of " + tokens + " query tokens, got " + tokenWeights.get().length);
        }
    }

    /** The ten best units for a question, by words alone, in everything that is indexed. */
    public static SearchRequest of(String question) {
        return new SearchRequest(
                question,
                Optional.empty(),
                Optional.empty(),
                10,
                DEFAULT_CANDIDATES,
                DEFAULT_NEAREST,
                DEFAULT_PROBES,
                HybridScore.LEXICAL_SHARE,
                false,
                true,
                SearchFilter.everything());
    }

    public SearchRequest withVectors(TokenVectors vectors) {
        return new SearchRequest(
                question,
                Optional.of(vectors),
                Optional.empty(),
                k,
                candidates,
                nearest,
                probes,
                lexicalShare,
                exhaustive,
                details,
                filter);
    }

    /** The same question for words alone. */
    public SearchRequest withoutVectors() {
        return new SearchRequest(
                question,
                Optional.empty(),
                Optional.empty(),
                k,
                candidates,
                nearest,
                probes,
                lexicalShare,
                exhaustive,
                details,
                filter);
    }

    public SearchRequest withTokenWeights(float... weights) {
        return new SearchRequest(
                question,
                vectors,
                Optional.of(weights),
                k,
                candidates,
                nearest,
                probes,
                lexicalShare,
                exhaustive,
                details,
                filter);
    }

    public SearchRequest withK(int k) {
        return new SearchRequest(
                question,
                vectors,
                tokenWeights,
                k,
                candidates,
                nearest,
                probes,
                lexicalShare,
                exhaustive,
                details,
                filter);
    }

    public SearchRequest withCandidates(int candidates) {
        return new SearchRequest(
                question,
                vectors,
                tokenWeights,
                k,
                candidates,
                nearest,
                probes,
                lexicalShare,
                exhaustive,
                details,
                filter);
    }

    public SearchRequest withNearest(int nearest) {
        return new SearchRequest(
                question,
                vectors,
                tokenWeights,
                k,
                candidates,
                nearest,
                probes,
                lexicalShare,
                exhaustive,
                details,
                filter);
    }

    public SearchRequest withProbes(int probes) {
        return new SearchRequest(
                question,
                vectors,
                tokenWeights,
                k,
                candidates,
                nearest,
                probes,
                lexicalShare,
                exhaustive,
                details,
                filter);
    }

    public SearchRequest withLexicalShare(double lexicalShare) {
        return new SearchRequest(
                question,
                vectors,
                tokenWeights,
                k,
                candidates,
                nearest,
                probes,
                lexicalShare,
                exhaustive,
                details,
                filter);
    }

    /** The same question with vectors scoring every unit. */
    public SearchRequest exhaustively() {
        return new SearchRequest(
                question, vectors, tokenWeights, k, candidates, nearest, probes, lexicalShare, true, details, filter);
    }

    /** The same question for hits without alignment, matches and lines. */
    public SearchRequest withoutDetails() {
        return new SearchRequest(
                question,
                vectors,
                tokenWeights,
                k,
                candidates,
                nearest,
                probes,
                lexicalShare,
                exhaustive,
                false,
                filter);
    }

    public SearchRequest withFilter(SearchFilter filter) {
        return new SearchRequest(
                question,
                vectors,
                tokenWeights,
                k,
                candidates,
                nearest,
                probes,
                lexicalShare,
                exhaustive,
                details,
                filter);
    }
}
