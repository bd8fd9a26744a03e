package dev.quarry.eval.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeSearchNetTest {
    @TempDir
    private Path directory;

    /** {@code np.random.seed(0); a = np.arange(n); np.random.shuffle(a)} in NumPy 2.4. */
    @Test
    void theShuffleIsNumpys() {
        assertThat(NumpyShuffle.permutation(10, 0)).containsExactly(2, 8, 4, 9, 1, 6, 7, 3, 0, 5);
        int[] many = NumpyShuffle.permutation(2500, 0);
        assertThat(Arrays.copyOf(many, 8)).containsExactly(53, 2391, 2310, 728, 850, 1635, 1417, 1118);
        assertThat(Arrays.copyOfRange(many, 2495, 2500)).containsExactly(1033, 1731, 763, 835, 1653);
        assertThat(IntStream.range(0, 2500).mapToLong(i -> (long) i * many[i]).sum())
                .isEqualTo(3_908_743_783L);
    }

    @Test
    void batchesAreOfAThousandAndTheLastPartialOneIsDropped() {
        Batches batches = Batches.of(pairs(2500));
        assertThat(batches.size()).isEqualTo(1000);
        assertThat(batches.batches()).hasSize(2).allMatch(batch -> batch.size() == 1000);
        assertThat(batches.leftOut()).isEqualTo(500);
        assertThat(batches.batches().getFirst().subList(0, 3))
                .extracting(DataSet.Pair::question)
                .containsExactly("q53", "q2391", "q2310");
        assertThat(batches.batchOfDocument())
                .hasSize(2000)
                .containsEntry("d53", "batch-1")
                .doesNotContainKeys("d1033", "d1653");
    }

    @Test
    void fewerThanAThousandAreOneBatch() {
        Batches few = Batches.of(pairs(10));
        assertThat(few.size()).isEqualTo(10);
        assertThat(few.batches()).hasSize(1);
        assertThat(few.leftOut()).isZero();
        assertThat(Batches.of(List.of()).batches()).isEmpty();
        assertThat(Batches.of(pairs(1000)).batches()).hasSize(1);
        assertThat(Batches.of(pairs(1999)).leftOut()).isEqualTo(999);
    }

    @Test
    void theQuestionIsTheTokensAsTheyStand() throws IOException {
        Path second = function(
                "b_1.jsonl", "u2", "Foo.bar", "int bar() { return 1; }", "Returns \\\"1\\\" .", "Returns", ".");
        Path first =
                function("a_0.jsonl", "u1", "Foo.baz", "def baz():\\n  'Does Baz'", "Does Baz", "Does", "Baz", "()");
        DataSet set = CodeSearchNet.read(List.of(second, first));

        assertThat(set.questions())
                .containsExactly(java.util.Map.entry("q1", "Does Baz ()"), java.util.Map.entry("q2", "Returns ."));
        assertThat(set.pairs()).containsExactly(new DataSet.Pair("q1", "u1"), new DataSet.Pair("q2", "u2"));
        List<Document> documents = new ArrayList<>();
        set.corpus().orElseThrow().read(documents::add);
        assertThat(documents).extracting(Document::id).containsExactly("u1", "u2");
        // The documentation is in the first one's code, which would give the answer away.
        assertThat(documents.getFirst().unit().source()).isEqualTo("the code tokens");
        assertThat(documents.getLast().unit().source()).isEqualTo("int bar() { return 1; }");
        assertThat(documents.getLast().unit().name()).isEqualTo("bar");
        assertThat(set.notes()).singleElement().asString().startsWith("1 functions hold their own documentation");
    }

    @Test
    void aRepeatedUrlCountsOnItsOwn() throws IOException {
        Path file = function("a.jsonl", "u", "f", "code", "doc", "doc");
        Files.writeString(file, Files.readString(file).repeat(2));
        DataSet set = CodeSearchNet.read(List.of(file));
        assertThat(set.pairs()).extracting(DataSet.Pair::document).containsExactly("u", "u~2");
        assertThat(set.notes()).singleElement().asString().contains("1 functions have the url of another");
    }

    @Test
    void problemsAreNamed() throws IOException {
        Path file = Files.writeString(
                directory.resolve("x.jsonl"),
                "{\"language\":\"java\",\"code\":\"x\",\"func_name\":\"f\",\"url\":\"u\"}\n{\"language\":\"java\"}\n");
        List<String> problems = catchThrowableOfType(DataSetException.class, () -> CodeSearchNet.read(List.of(file)))
                .problems();
        assertThat(problems).contains(file + ":1: has no array 'docstring_tokens'", file + ":2: has no field 'code'");
    }

    private Path function(String file, String url, String name, String code, String docstring, String... tokens)
            throws IOException {
        return Files.writeString(
                directory.resolve(file),
                "{\"url\":\"%s\",\"func_name\":\"%s\",\"language\":\"Java\",\"code\":\"%s\",\"docstring\":\"%s\","
                                .formatted(url, name, code, docstring)
                        + "\"docstring_tokens\":[\"" + String.join("\",\"", tokens)
                        + "\"],\"code_tokens\":[\"the\",\"code\",\"tokens\"]}\n");
    }

    private static List<DataSet.Pair> pairs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new DataSet.Pair("q" + i, "d" + i))
                .toList();
    }
}
