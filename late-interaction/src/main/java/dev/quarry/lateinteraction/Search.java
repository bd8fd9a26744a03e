package dev.quarry.lateinteraction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/** One question on its way: candidates by words and centroids, scores by vectors, the best of both, their details. */
final class Search {

    /** Up to so many units nothing has to be proposed: vectors score all that pass the filter. */
    static final int EXHAUSTIVE_LIMIT = 5_000;

    /** Units whose centroids are looked at for each one that is proposed. */
    private static final int LOOKS_PER_CANDIDATE = 2;

    private final IndexSearcher searcher;
    private final SearchRequest request;
    private final QueryTerms terms;
    private final Query filter;
    private final Optional<Question> question;

    /**
     * @param searcher the index
     * @param request the question
     * @param encodings how documents of the index are encoded
     */
    Search(IndexSearcher searcher, SearchRequest request, VectorEncodings encodings) throws IOException {
        this.searcher = searcher;
        this.request = request;
        this.terms = QueryTerms.of(request.question(), searcher);
        this.filter = FilterQueries.of(request.filter());
        this.question = request.vectors()
                .map(vectors -> new Question(
                        vectors, request.tokenWeights().orElseGet(() -> MaxSim.uniformWeights(vectors)), encodings));
    }

    /** A unit that may become a hit. */
    private record Candidate(int doc, double score, float lexical, OptionalDouble maxSim) {}

    /** What orders candidates of equal score. */
    private record Place(Candidate candidate, String repository, String path, long line) {}

    List<Hit> hits() throws IOException {
        List<Candidate> candidates = question.isPresent() ? byBoth(question.get()) : byWords();
        HitReader reader = new HitReader(searcher, request, terms, question);
        List<Hit> hits = new ArrayList<>();
        for (Candidate candidate : best(candidates)) {
            hits.add(reader.read(hits.size() + 1, candidate.doc, candidate.score, candidate.lexical, candidate.maxSim));
        }
        return hits;
    }

    private List<Candidate> byWords() throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        for (ScoreDoc found : lexical(request.candidates())) {
            candidates.add(new Candidate(found.doc, found.score, found.score, OptionalDouble.empty()));
        }
        return candidates;
    }

    private List<Candidate> byBoth(Question asked) throws IOException {
        VectorScores vectors = new VectorScores(searcher.getIndexReader(), asked);
        int passing = searcher.count(filter);
        boolean exhaustive = request.exhaustive() || asked.codebooks().isEmpty() || passing <= EXHAUSTIVE_LIMIT;
        ScoreDoc[] words = lexical(exhaustive ? Math.max(1, passing) : request.candidates());
        Arrays.sort(words, Comparator.comparingInt(found -> found.doc));
        VectorScores.Scored scored = exhaustive ? all(vectors) : proposed(vectors, asked, words, passing);
        float[] lexical = new float[scored.docs().length];
        for (ScoreDoc found : words) {
            lexical[Arrays.binarySearch(scored.docs(), found.doc)] = found.score;
        }
        double[] fused = HybridScore.fuse(lexical, scored.scores(), request.lexicalShare());
        List<Candidate> candidates = new ArrayList<>(fused.length);
        for (int i = 0; i < fused.length; i++) {
            candidates.add(
                    new Candidate(scored.docs()[i], fused[i], lexical[i], OptionalDouble.of(scored.scores()[i])));
        }
        return candidates;
    }

    private VectorScores.Scored all(VectorScores vectors) throws IOException {
        int[] docs = DocumentCollector.collect(searcher, filter);
        return new VectorScores.Scored(docs, vectors.score(docs));
    }

    /**
     * Units that words or centroids propose. Of those that centroids propose, only the ones that can count are scored: the
     * best, or with words as many as {@link HybridScore} tells apart.
     */
    private VectorScores.Scored proposed(VectorScores vectors, Question asked, ScoreDoc[] words, int passing)
            throws IOException {
        int depth = words.length == 0 ? request.k() : Math.max(request.k(), HybridScore.DEPTH);
        VectorScores.Scored near = vectors.best(near(asked, passing), depth);
        int[] others = Arrays.stream(words)
                .mapToInt(found -> found.doc)
                .filter(doc -> Arrays.binarySearch(near.docs(), doc) < 0)
                .toArray();
        return near.and(new VectorScores.Scored(others, vectors.score(others)));
    }

    /** What the centroids of each codebook propose, best first: as large a share as it has of the units that pass. */
    private List<ScoreDoc[]> near(Question asked, int passing) throws IOException {
        List<ScoreDoc[]> near = new ArrayList<>();
        for (Codebook codebook : asked.codebooks()) {
            int encoded = searcher.count(
                    with(new TermQuery(CentroidTerms.any(codebook.version())), BooleanClause.Occur.FILTER));
            if (encoded > 0) {
                near.add(near(asked, codebook, (double) encoded / passing));
            }
        }
        return near;
    }

    private ScoreDoc[] near(Question asked, Codebook codebook, double share) throws IOException {
        int nearest = (int) Math.ceil(share * wanted(request.nearest()));
        long probes = Math.ceilDiv(
                (long) request.probes() * codebook.count(),
                asked.codebooks().getLast().count());
        long looks = Math.min(Integer.MAX_VALUE, (long) LOOKS_PER_CANDIDATE * nearest);
        Query query = new CentroidQuery(asked, codebook, (int) Math.min(probes, request.probes()), (int) looks, filter);
        return searcher.search(query, nearest).scoreDocs;
    }

    /** The units that the question's words rank highest, {@code depth} of them or as many as are asked for. */
    private ScoreDoc[] lexical(int depth) throws IOException {
        boolean all = request.filter().equals(SearchFilter.everything());
        Query query = all ? terms.query() : with(terms.query(), BooleanClause.Occur.MUST);
        return searcher.search(query, wanted(depth)).scoreDocs;
    }

    /** What matches a query and passes the filter. */
    private Query with(Query query, BooleanClause.Occur occur) {
        return new BooleanQuery.Builder()
                .add(query, occur)
                .add(filter, BooleanClause.Occur.FILTER)
                .build();
    }

    /** At least as many as are asked for, at most as many as there are. */
    private int wanted(int depth) {
        return Math.min(Math.max(1, searcher.getIndexReader().maxDoc()), Math.max(depth, request.k()));
    }

    private List<Candidate> best(List<Candidate> candidates) throws IOException {
        double[] scores =
                candidates.stream().mapToDouble(Candidate::score).sorted().toArray();
        double worst = scores.length > request.k() ? scores[scores.length - request.k()] : Double.NEGATIVE_INFINITY;
        List<Place> places = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (candidate.score >= worst) {
                places.add(place(candidate));
            }
        }
        return places.stream()
                .sorted(Comparator.comparingDouble((Place place) -> place.candidate.score)
                        .reversed()
                        .thenComparing(Place::repository)
                        .thenComparing(Place::path)
                        .thenComparingLong(Place::line))
                .limit(request.k())
                .map(Place::candidate)
                .toList();
    }

    private Place place(Candidate candidate) throws IOException {
        List<LeafReaderContext> leaves = searcher.getLeafContexts();
        LeafReaderContext context = leaves.get(ReaderUtil.subIndex(candidate.doc, leaves));
        LeafReader leaf = context.reader();
        int doc = candidate.doc - context.docBase;
        return new Place(
                candidate,
                DocumentValues.text(leaf.getSortedDocValues(UnitDocuments.REPOSITORY), doc),
                DocumentValues.text(leaf.getSortedDocValues(UnitDocuments.PATH), doc),
                DocumentValues.number(leaf.getNumericDocValues(UnitDocuments.FIRST_LINE), doc));
    }
}
