package dev.quarry.eval.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeSetTest {
    private static final String CODE = """
            int indexOf(byte[] data, byte[] pattern) {
                for (int i = 0; i <= data.length - pattern.length; i++) {
                    int j = 0;
                    while (j < pattern.length && data[i + j] == pattern[j]) {
                        j++;
                    }
                    if (j == pattern.length) {
                        return i;
                    }
                }
                return -1;
            }
            """;

    @Test
    void commentsAndWhiteSpaceDoNotCount() {
        String other = CODE.replace("int j = 0;", "int j=0; // start at // the front\n")
                .replace("return i;", "/* found */ return i ;");
        assertThat(Fingerprint.of(other)).isEqualTo(Fingerprint.of(CODE));
    }

    @Test
    void aStringIsNoComment() {
        assertThat(Fingerprint.of("x(\"// a\");")).isNotEqualTo(Fingerprint.of("x(\"// b\");"));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void codeWithOneNameChangedIsNear(int bands) {
        Fingerprint changed = Fingerprint.of(CODE.repeat(3).replaceFirst("indexOf", "find"));
        CodeSet set = new CodeSet(bands);
        set.add(Fingerprint.of(CODE.repeat(3)));
        assertThat(set.containsExactly(changed)).isFalse();
        assertThat(set.containsNearly(changed)).isTrue();
    }

    @Test
    void otherCodeIsNotNear() {
        CodeSet set = new CodeSet(8);
        set.add(Fingerprint.of(CODE));
        Fingerprint other = Fingerprint.of("""
                String join(List<String> parts, char separator) {
                    StringBuilder joined = new StringBuilder();
                    for (String part : parts) {
                        if (!joined.isEmpty()) {
                            joined.append(separator);
                        }
                        joined.append(part);
                    }
                    return joined.toString();
                }
                """);
        assertThat(set.containsNearly(other)).isFalse();
    }

    @Test
    void shortCodeIsOnlyComparedExactly() {
        CodeSet set = new CodeSet(4);
        set.add(Fingerprint.of("int size() { return size; }"));
        assertThat(set.containsExactly(Fingerprint.of("int size(){return size;}")))
                .isTrue();
        assertThat(set.containsNearly(Fingerprint.of("int size() { return size; }")))
                .isFalse();
    }

    @Property(tries = 200)
    void fewerBitsThanBandsAreAlwaysFound(@ForAll long hash, @ForAll long seed, @ForAll @IntRange(max = 7) int bits) {
        CodeSet set = new CodeSet(8);
        set.add(new Fingerprint(1, hash, 100));
        long flipped = hash;
        Random random = new Random(seed);
        while (Long.bitCount(flipped ^ hash) < bits) {
            flipped ^= 1L << random.nextInt(Long.SIZE);
        }
        assertThat(Long.bitCount(flipped ^ hash)).isLessThan(8);
        assertThat(set.containsNearly(new Fingerprint(2, flipped, 100))).isTrue();
    }

    @Test
    void growsBeyondItsFirstSize() {
        CodeSet set = new CodeSet(4);
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            set.add(new Fingerprint(i, random.nextLong(), 100));
        }
        assertThat(set.count()).isEqualTo(10_000);
        assertThat(set.containsNearly(new Fingerprint(-1, new Random(1).nextLong(), 100)))
                .isTrue();
    }
}
