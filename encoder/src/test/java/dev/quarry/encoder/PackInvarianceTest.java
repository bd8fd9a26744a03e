package dev.quarry.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quarry.encoder.cpu.CpuForwardPass;
import dev.quarry.encoder.cpu.VectorGemm;
import dev.quarry.encoder.cpu.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What else is in a pack, and how many threads compute it, must not change a bit of a sequence's vectors. */
class PackInvarianceTest {

    static final int POSITIONS = 800;

    @Property(tries = 25)
    void packGivesTheSameHiddenStatesAsItsSequencesAlone(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = POSITIONS) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 3) int threads,
            @ForAll long seed) {
        try (ModelDirectory model = ModelDirectory.open(Golden.model("attend"));
                Workers several = new Workers(threads);
                Workers one = new Workers(1)) {
            Random random = new Random(seed);
            int vocabulary = model.config().vocabularySize();
            List<int[]> sequences = lengths.stream()
                    .map(length -> random.ints(length, 0, vocabulary).toArray())
                    .toList();
            int[] keys = lengths.stream()
                    .mapToInt(length -> 1 + random.nextInt(length))
                    .toArray();
            float[] packed = forward(model, several).run(PackedBatch.of(sequences, keys));
            int at = 0;
            for (int s = 0; s < sequences.size(); s++) {
                float[] alone = forward(model, one).run(PackedBatch.of(List.of(sequences.get(s)), new int[] {keys[s]}));
                assertThat(Arrays.copyOfRange(packed, at, at + alone.length)).containsExactly(alone);
                at += alone.length;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void documentsComeBackInTheirOrderHoweverTheyArePacked(Precision precision) {
        assumeTrue(
                Arithmetic.ofThisMachine().stream().anyMatch(arithmetic -> arithmetic.precision() == precision),
                "this machine does not compute in " + precision.label());
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            texts.add("get set add remove line ".repeat(i * 7 % 11) + " map " + i);
        }
        try (Encoder together = Encoder.open(
                        Golden.model("plain"),
                        EncoderOptions.withThreads(2).withTokenBudget(100_000).with(precision));
                Encoder apart = Encoder.open(
                        Golden.model("plain"),
                        EncoderOptions.withThreads(1).withTokenBudget(70).with(precision))) {
            List<TokenEmbeddings> packed = together.encodeDocuments(texts);
            List<TokenEmbeddings> small = apart.encodeDocuments(texts);
            for (int i = 0; i < texts.size(); i++) {
                TokenEmbeddings alone =
                        apart.encodeDocuments(List.of(texts.get(i))).getFirst();
                for (TokenEmbeddings other : List.of(packed.get(i), small.get(i))) {
                    assertThat(other.tokenIds()).containsExactly(alone.tokenIds());
                    assertThat(other.vectors()).containsExactly(alone.vectors());
                }
            }
        }
    }

    @Test
    void nothingGivesNothing() {
        try (Encoder encoder = Encoder.open(Golden.model("plain"), EncoderOptions.withThreads(1))) {
            assertThat(encoder.encodeDocuments(List.of())).isEmpty();
        }
    }

    private static ForwardPass forward(ModelDirectory model, Workers workers) {
        return new CpuForwardPass(model.config(), model.weights(), POSITIONS, new VectorGemm(), workers);
    }
}
