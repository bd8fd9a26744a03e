package dev.quarry.lateinteraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Search over coded vectors, in indexes large enough for codebooks and for candidates to be chosen. */
class CandidatesTest {

    private static final int DIMENSION = 16;
    private static final ModelStamp MODEL = new ModelStamp("tiny", "abc", DIMENSION);
    private static final VectorOptions EARLY = VectorOptions.defaults().withFirstTraining(500);
    private static final int TOPICS = 40;

    @TempDir
    private Path index;

    private final Random random = new Random(99);
    private final TokenVectors topics = Fixtures.vectors(random, DIMENSION, TOPICS);

    /** Tokens scattered around topics, in some texts more than in others. */
    private TokenVectors text(int tokens, int... about) {
        float scatter = 0.05f + 0.25f * random.nextFloat();
        float[] values = new float[tokens * DIMENSION];
        for (int token = 0; token < tokens; token++) {
            int topic = about[token % about.length];
            double squares = 0;
            for (int i = 0; i < DIMENSION; i++) {
                float value = topics.values()[topic * DIMENSION + i] + scatter * (float) random.nextGaussian();
                values[token * DIMENSION + i] = value;
                squares += value * value;
            }
            for (int i = 0; i < DIMENSION; i++) {
                values[token * DIMENSION + i] /= (float) Math.sqrt(squares);
            }
        }
        int[] starts = new int[tokens];
        int[] ends = new int[tokens];
        for (int token = 0; token < tokens; token++) {
            starts[token] = token;
            ends[token] = token + 1;
        }
        return new TokenVectors(DIMENSION, values, starts, ends);
    }

    private void add(CodeIndexWriter writer, String repository, int number) {
        CodeUnit unit = Fixtures.method(repository, "U" + number + ".java", "unit" + number, "void unit() {}");
        TokenVectors vectors = text(3 + number % 5, number % TOPICS, number / TOPICS % TOPICS, random.nextInt(TOPICS));
        writer.replaceFile(
                Fixtures.parsed(repository, unit.path(), "h", 1),
                List.of(new EmbeddedUnit(unit, Optional.of(vectors))));
    }

    private void write(int units, VectorOptions options) {
        try (CodeIndexWriter writer = CodeIndexWriter.open(index, Optional.of(MODEL), "s", options)) {
            for (int i = 0; i < units; i++) {
                add(writer, i % 2 == 0 ? "even" : "odd", i);
            }
            writer.commit();
        }
    }

    private static List<String> names(List<Hit> hits) {
        return hits.stream().map(hit -> hit.unit().name()).toList();
    }

    private static double recall(List<String> found, List<String> wanted) {
        Set<String> common = found.stream().filter(wanted::contains).collect(Collectors.toSet());
        return (double) common.size() / wanted.size();
    }

    private SearchRequest question() {
        return SearchRequest.of("").withVectors(text(6, 3, 17, 30));
    }

    @Test
    void candidatesHoldWhatScoringEverythingFinds() {
        write(6_000, EARLY);
        try (CodeSearcher searcher = CodeSearcher.open(index)) {
            double recall = 0;
            for (int i = 0; i < 10; i++) {
                SearchRequest request = question();
                recall += recall(
                                names(searcher.search(request.withProbes(8).withNearest(600))),
                                names(searcher.search(request.exhaustively())))
                        / 10;
            }
            assertThat(recall).isGreaterThan(0.95);
        }
    }

    @Test
    void codesOrderUnitsAsExactVectorsDo() {
        write(3_000, EARLY);
        List<SearchRequest> questions = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            questions.add(question().withK(20));
        }
        List<List<String>> coded = questions.stream().map(this::find).toList();
        random.setSeed(99);
        Fixtures.vectors(random, DIMENSION, TOPICS);
        index = index.resolve("exact");
        write(3_000, VectorOptions.defaults().withFirstTraining(Integer.MAX_VALUE));

        for (int i = 0; i < questions.size(); i++) {
            assertThat(recall(coded.get(i), find(questions.get(i)))).isGreaterThanOrEqualTo(0.8);
        }
    }

    private List<String> find(SearchRequest request) {
        try (CodeSearcher searcher = CodeSearcher.open(index)) {
            return names(searcher.search(request));
        }
    }

    @Test
    void deletedUnitsAndFilteredOnesAreNoCandidates() {
        write(6_000, EARLY);
        SearchRequest request = question().withK(50);
        List<String> before = find(request);
        try (CodeIndexWriter writer = CodeIndexWriter.open(index, Optional.of(MODEL), "s", EARLY)) {
            writer.deleteFile("even", "U" + before.getFirst().substring(4) + ".java");
            writer.deleteFile("odd", "U" + before.getFirst().substring(4) + ".java");
            writer.commit();
        }

        assertThat(find(request)).doesNotContain(before.getFirst()).contains(before.get(1));
        SearchFilter odd = SearchFilter.everything().withRepositories(List.of("odd"));
        List<String> filtered = find(request.withFilter(odd));
        assertThat(filtered)
                .hasSize(50)
                .allSatisfy(name ->
                        assertThat(Integer.parseInt(name.substring(4)) % 2).isOne());
        assertThat(recall(filtered, find(request.withFilter(odd).exhaustively())))
                .isGreaterThan(0.95);
    }

    @Test
    void wordsProposeWhatCentroidsDoNot() {
        write(6_000, EARLY);
        SearchRequest request = question().withVectors(text(4, 3)).withNearest(10);
        try (CodeSearcher searcher = CodeSearcher.open(index)) {
            SearchRequest words = new SearchRequest(
                    "unit5999",
                    request.vectors(),
                    request.tokenWeights(),
                    10,
                    10,
                    10,
                    8,
                    0.9,
                    false,
                    true,
                    SearchFilter.everything());
            assertThat(names(searcher.search(words))).startsWith("unit5999").hasSize(10);
        }
    }

    @Test
    void aGrowingIndexIsCodedAgainByOneCodebookAndMergesLeaveItAsItIs() throws IOException {
        VectorOptions options = VectorOptions.defaults().withFirstTraining(100);
        int units = 6_000;
        try (CodeIndexWriter writer = CodeIndexWriter.open(index, Optional.of(MODEL), "s", options)) {
            for (int i = 0; i < units; i++) {
                add(writer, "r", i);
                if (i % 1_500 == 0) {
                    writer.commit();
                }
            }
            writer.commit();
        }
        List<SearchRequest> questions = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            questions.add(question());
        }
        List<List<String>> before = questions.stream().map(this::find).toList();
        try (FSDirectory directory = FSDirectory.open(index);
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            try (DirectoryReader reader = DirectoryReader.open(writer)) {
                List<Codebook> codebooks =
                        VectorEncodings.read(reader, DIMENSION).codebooks();
                assertThat(codebooks)
                        .singleElement()
                        .satisfies(newest -> assertThat(newest.version()).isEqualTo(3));
            }
            writer.forceMerge(1);
        }

        assertThat(questions.stream().map(this::find).toList()).isEqualTo(before);
        for (int i = 0; i < questions.size(); i++) {
            List<String> everything = find(questions.get(i).exhaustively());
            assertThat(recall(before.get(i), everything)).isGreaterThanOrEqualTo(0.8);
        }
        try (CodeSearcher searcher = CodeSearcher.open(index)) {
            assertThat(searcher.status().unitCount()).isEqualTo(units);
        }
    }

    @Test
    void readersMeetWholeCommitsWhileEverythingIsCodedAgain() throws Exception {
        int perCommit = 25;
        int commits = 40;
        try (CodeIndexWriter writer = CodeIndexWriter.open(index, Optional.of(MODEL), "s", EARLY);
                ExecutorService background = Executors.newSingleThreadExecutor()) {
            writer.commit();
            Future<?> writing = background.submit(() -> {
                for (int i = 0; i < commits * perCommit; i++) {
                    add(writer, "r", i);
                    if (i % perCommit == perCommit - 1) {
                        writer.commit();
                    }
                }
            });
            int before = 0;
            while (before < commits * perCommit) {
                assertThat(writing.isDone() && writing.state() == Future.State.FAILED)
                        .isFalse();
                try (CodeSearcher searcher = CodeSearcher.open(index)) {
                    int units = (int) searcher.status().unitCount();
                    assertThat(units % perCommit).isZero();
                    assertThat(units).isGreaterThanOrEqualTo(before);
                    assertThat(searcher.search(question().withK(1 + units))).hasSize(units);
                    before = units;
                }
            }
            writing.get();
        }
    }

    @Test
    void weightsOfQuestionTokensDecide() {
        write(3_000, EARLY);
        TokenVectors both = text(2, 3, 17);
        SearchRequest request = SearchRequest.of("").withVectors(both);

        List<String> first = find(request.withTokenWeights(1, 0));
        List<String> second = find(request.withTokenWeights(0, 1));

        assertThat(first).doesNotContainAnyElementsOf(second);
    }

    @Test
    void pooledUnitsKeepFewerTokensAndAreFound() {
        write(3_000, EARLY);
        long all = tokens();
        SearchRequest request = question();
        List<String> unpooled = find(request);
        random.setSeed(99);
        Fixtures.vectors(random, DIMENSION, TOPICS);
        index = index.resolve("pooled");
        write(3_000, EARLY.withPooling(2));

        assertThat(tokens()).isBetween(all / 2, all * 3 / 5);
        assertThat(recall(find(request.withK(30)), unpooled)).isGreaterThan(0.5);
    }

    private long tokens() {
        try (CodeSearcher searcher = CodeSearcher.open(index)) {
            return searcher.status().tokens();
        }
    }
}
