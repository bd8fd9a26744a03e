package dev.quarry.lateinteraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

class EncodingsTest {

    @Test
    void lineNumbersAreRuns() {
        assertThat(LineNumbers.format(List.of(3, 4, 5, 9, 11, 12))).isEqualTo("3-5,9,11-12");
    }

    @Property(tries = 200)
    void lineNumbersSurvive(@ForAll @Size(min = 1, max = 50) List<@IntRange(min = 1, max = 100) Integer> numbers) {
        List<Integer> lines = List.copyOf(new TreeSet<>(numbers));

        assertThat(LineNumbers.parse(LineNumbers.format(lines))).isEqualTo(lines);
    }

    @Property(tries = 200)
    void tokenSpansSurvive(@ForAll @IntRange(max = 50) int count, @ForAll long seed) {
        Random random = new Random(seed);
        int[] starts = random.ints(count, 0, 100_000).toArray();
        int[] ends = random.ints(count, 0, 300).toArray();
        for (int i = 0; i < count; i++) {
            ends[i] += starts[i];
        }

        TokenSpans decoded = TokenSpans.decode(new TokenSpans(starts, ends).encoded());

        assertThat(decoded.starts()).isEqualTo(starts);
        assertThat(decoded.ends()).isEqualTo(ends);
    }

    @Property(tries = 200)
    void centroidListsSurvive(
            @ForAll @Size(max = 60) List<@IntRange(max = 65_535) Integer> numbers,
            @ForAll @IntRange(max = 9) int offset) {
        int[] centroids = numbers.stream().mapToInt(Integer::intValue).sorted().toArray();
        byte[] encoded = CentroidList.encode(255, centroids);
        byte[] bytes = new byte[offset + encoded.length + 3];
        System.arraycopy(encoded, 0, bytes, offset, encoded.length);
        BytesRef list = new BytesRef(bytes, offset, encoded.length);

        int[] rows = new int[centroids.length];
        CentroidList.decode(list, rows);
        int[] found = new int[centroids.length];
        int count = CentroidList.distinct(list, found);

        assertThat(EncodedVectors.version(list)).isEqualTo(255);
        assertThat(CentroidList.tokens(list)).isEqualTo(centroids.length);
        assertThat(rows).isEqualTo(centroids);
        assertThat(Arrays.copyOf(found, count))
                .isEqualTo(Arrays.stream(centroids).distinct().toArray());
    }
}
