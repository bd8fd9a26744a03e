package dev.quarry.lateinteraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The query by itself, in an index of several segments with deleted documents. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CentroidQueryTest {

    private static final int DIMENSION = 8;
    private static final int ALL = 100_000;
    private static final Query RARE = new TermQuery(new Term(UnitDocuments.REPOSITORY, "rare"));

    private final Random random = new Random(7);
    private DirectoryReader reader;
    private IndexSearcher searcher;
    private Codebook codebook;
    private Question question;

    @BeforeAll
    void write(@TempDir Path index) throws IOException {
        ModelStamp model = new ModelStamp("tiny", "abc", DIMENSION);
        VectorOptions options = VectorOptions.defaults().withFirstTraining(400);
        try (CodeIndexWriter writer = CodeIndexWriter.open(index, Optional.of(model), "s", options)) {
            for (int i = 0; i < 900; i++) {
                String repository = i % 18 == 0 ? "rare" : "common";
                CodeUnit unit = Fixtures.method(repository, "U" + i + ".java", "unit", "void unit() {}");
                writer.replaceFile(
                        Fixtures.parsed(repository, unit.path(), "h", 1),
                        List.of(new EmbeddedUnit(
                                unit, Optional.of(Fixtures.vectors(random, DIMENSION, 1 + random.nextInt(6))))));
                if (i % 300 == 299) {
                    writer.commit();
                }
            }
            for (int i = 1; i < 900; i += 7) {
                writer.deleteFile(i % 18 == 0 ? "rare" : "common", "U" + i + ".java");
            }
            writer.commit();
        }
        reader = DirectoryReader.open(FSDirectory.open(index));
        searcher = new IndexSearcher(reader, ForkJoinPool.commonPool());
        VectorEncodings encodings = VectorEncodings.read(reader, DIMENSION);
        codebook = encodings.codebooks().getFirst();
        TokenVectors vectors = Fixtures.vectors(random, DIMENSION, 5);
        question = new Question(vectors, MaxSim.uniformWeights(vectors), encodings);
    }

    @AfterAll
    void close() throws IOException {
        reader.close();
    }

    private CentroidQuery query(int probes, int looks, Query filter) {
        return new CentroidQuery(question, codebook, probes, looks, filter);
    }

    private ScoreDoc[] search(Query query, int k) throws IOException {
        return searcher.search(query, k).scoreDocs;
    }

    private static int[] docs(ScoreDoc[] found) {
        return Arrays.stream(found).mapToInt(hit -> hit.doc).toArray();
    }

    @Test
    void aFilterInsideFindsWhatOneOutsideWouldLeave() throws IOException {
        Query outside = new BooleanQuery.Builder()
                .add(query(codebook.count(), ALL, MatchAllDocsQuery.INSTANCE), BooleanClause.Occur.MUST)
                .add(RARE, BooleanClause.Occur.FILTER)
                .build();

        ScoreDoc[] best = search(query(codebook.count(), 30, RARE), 5);

        assertThat(best).hasSize(5);
        assertThat(docs(best)).isEqualTo(docs(search(outside, 5)));
    }

    @Test
    void theBestOfTheWholeIndexAreLookedAtWhateverSegmentHoldsThem() throws IOException {
        int looks = 60;

        ScoreDoc[] some = search(query(codebook.count(), looks, MatchAllDocsQuery.INSTANCE), ALL);
        ScoreDoc[] all = search(query(codebook.count(), ALL, MatchAllDocsQuery.INSTANCE), ALL);

        // Visiting all centroids makes every bound exact, so that those looked at are the best.
        assertThat(some.length).isBetween(looks / 2, looks);
        assertThat(all).hasSize(searcher.count(new TermQuery(new Term(UnitDocuments.DOCUMENT, UnitDocuments.UNIT))));
        for (int i = 0; i < some.length; i++) {
            assertThat(some[i].score).isEqualTo(all[i].score);
        }
    }

    @Test
    void scoresAreMaxSimOverCentroids() throws IOException {
        float[] centroids = codebook.centroids();
        for (ScoreDoc hit : search(query(3, ALL, MatchAllDocsQuery.INSTANCE), 20)) {
            LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(hit.doc, reader.leaves()));
            EncodedVectors document = new StoredVectors(leaf.reader()).of(hit.doc - leaf.docBase);
            int tokens = codebook.tokens(document);
            int[] rows = new int[tokens];
            codebook.decodeCentroids(document, rows);
            float[] values = new float[tokens * DIMENSION];
            for (int token = 0; token < tokens; token++) {
                System.arraycopy(centroids, rows[token] * DIMENSION, values, token * DIMENSION, DIMENSION);
            }
            MaxSim exact = question.maxSim(HalfFloatEncoding.VERSION).copy();
            EncodedVectors asHalfFloats = new HalfFloatEncoding(DIMENSION)
                    .encode(new TokenVectors(DIMENSION, values, new int[tokens], new int[tokens]))
                    .document();
            assertThat(hit.score).isCloseTo(1 + exact.score(asHalfFloats), within(1e-3f));
            assertThat(searcher.explain(query(3, ALL, MatchAllDocsQuery.INSTANCE), hit.doc)
                            .getValue()
                            .floatValue())
                    .isEqualTo(hit.score);
        }
    }

    @Test
    void equalQueriesAreEqualAndSayWhatTheyAre() {
        CentroidQuery query = query(3, 100, RARE);

        assertThat(query).isEqualTo(query(3, 100, RARE)).hasSameHashCodeAs(query(3, 100, RARE));
        assertThat(query)
                .isNotEqualTo(query(4, 100, RARE))
                .isNotEqualTo(query(3, 101, RARE))
                .isNotEqualTo(query(3, 100, MatchAllDocsQuery.INSTANCE));
        assertThat(query)
                .hasToString("centroids:(5 tokens, codebook 1, 3 centroids each, best 100 of repository:rare)");
        assertThatThrownBy(() -> query(0, 100, RARE)).hasMessageContaining("at least 1 centroid");
    }
}
