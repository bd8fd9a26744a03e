package dev.quarry.lateinteraction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

/** One question on its way: candidates by words, scores by vectors, the best of both, their details. */
final class Search {

    /** Up to so many units nothing has to be proposed by words: vectors score all that pass the filter. */
    static final int EXHAUSTIVE_LIMIT = 20_000;

    private final IndexSearcher searcher;
    private final SearchRequest request;
    private final QueryTerms terms;
    private final Query filter;

    Search(IndexSearcher searcher, SearchRequest request) throws IOException {
        this.searcher = searcher;
        this.request = request;
        this.terms = QueryTerms.of(request.question(), searcher);
        this.filter = FilterQueries.of(request.filter());
    }

    /** A unit that may become a hit. */
    private record Candidate(int doc, double score, float lexical, OptionalDouble maxSim) {}

    /** What orders candidates of equal score. */
    private record Place(Candidate candidate, String repository, String path, long line) {}

    List<Hit> hits() throws IOException {
        List<Candidate> candidates =
                request.vectors().isPresent() ? byBoth(request.vectors().get()) : byWords();
        HitReader reader = new HitReader(searcher, request, terms);
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

    private List<Candidate> byBoth(TokenVectors query) throws IOException {
        int passing = searcher.count(filter);
        boolean exhaustive = request.exhaustive() || passing <= EXHAUSTIVE_LIMIT;
        ScoreDoc[] proposed = lexical(exhaustive ? Math.max(1, passing) : request.candidates());
        Arrays.sort(proposed, Comparator.comparingInt(found -> found.doc));
        int[] docs = exhaustive
                ? DocumentCollector.collect(searcher, filter)
                : Arrays.stream(proposed).mapToInt(found -> found.doc).toArray();
        float[] lexical = new float[docs.length];
        for (ScoreDoc found : proposed) {
            lexical[Arrays.binarySearch(docs, found.doc)] = found.score;
        }
        float[] weights = request.tokenWeights().orElseGet(() -> MaxSim.uniformWeights(query));
        float[] maxSim = new VectorScores(searcher.getIndexReader()).score(new MaxSim(query, weights), docs);
        double[] fused = HybridScore.fuse(lexical, maxSim, request.lexicalShare());
        List<Candidate> candidates = new ArrayList<>(docs.length);
        for (int i = 0; i < docs.length; i++) {
            candidates.add(new Candidate(docs[i], fused[i], lexical[i], OptionalDouble.of(maxSim[i])));
        }
        return candidates;
    }

    /** The units that the question's words rank highest, {@code depth} of them or as many as are asked for. */
    private ScoreDoc[] lexical(int depth) throws IOException {
        Query query = new BooleanQuery.Builder()
                .add(terms.query(), BooleanClause.Occur.MUST)
                .add(filter, BooleanClause.Occur.FILTER)
                .build();
        int documents = Math.max(1, searcher.getIndexReader().maxDoc());
        return searcher.search(query, Math.min(documents, Math.max(depth, request.k()))).scoreDocs;
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
