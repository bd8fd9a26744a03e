package dev.quarry.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

    private static final String HEADER = "{\"__metadata__\":{\"format\":\"pt\"},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
            + "\"b\":{\"dtype\":\"F16\",\"shape\":[3],\"data_offsets\":[8,14]},"
            + "\"c\":{\"dtype\":\"BF16\",\"shape\":[],\"data_offsets\":[14,16]},"
            + "\"d\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[16,24]}}";

    @TempDir
    static Path temporary;

    @Test
    void readsEveryType() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            Safetensors file = Safetensors.open(write(file(HEADER)), arena);
            assertThat(file.tensor("a", 2, 1).toArray()).containsExactly(1.5f, -2f);
            assertThat(file.tensor("b", 3).toArray()).containsExactly(1f, -0.5f, 65504f);
            assertThat(file.tensor("c").toArray()).containsExactly(3.140625f);
            assertThat(file.parameters()).isEqualTo(6);
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> file.tensor("d", 1))
                    .withMessageContaining("tensor d has an unsupported dtype; save the model in F32, F16 or BF16");
        }
    }

    @Test
    void readsPartOfATensor() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            float[] into = new float[4];
            Safetensors.open(write(file(HEADER)), arena).tensor("b", 3).read(1, into, 2, 2);
            assertThat(into).containsExactly(0, 0, -0.5f, 65504f);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{",
                "{} {}",
                "{\"a\":5}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,9]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[20,28]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,9]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.5],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387905],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775808],\"data_offsets\":[0,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"
            })
    void refusesImpossibleHeaders(String header) throws IOException {
        Path path = write(file(header));
        try (Arena arena = Arena.ofConfined()) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> Safetensors.open(path, arena))
                    .satisfies(e -> assertThat(e.getMessage())
                            .startsWith(path.toString())
                            .hasLineCount(1));
        }
    }

    /** Whatever happens to the bytes: either the file still describes tensors inside itself, or one clear exception. */
    @Property(tries = 600)
    void damagedFilesNeverCrash(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int changes) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = file(HEADER);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(random.nextBoolean() ? 16 : bytes.length);
            bytes[at] = random.nextBoolean()
                    ? (byte) random.nextInt(256)
                    : (byte) "0123456789-,[]{}\"".charAt(random.nextInt(17));
        }
        int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length + 1) : bytes.length;
        Path path = Files.createTempFile("damaged", ".safetensors");
        Files.write(path, Arrays.copyOf(bytes, length));
        try (Arena arena = Arena.ofConfined()) {
            Safetensors file = Safetensors.open(path, arena);
            assertThat(file.parameters()).isBetween(0L, (long) length);
            file.tensor("a", 2, 1).toArray();
            file.tensor("b", 3).toArray();
        } catch (ModelException e) {
            assertThat(e.getMessage()).startsWith(path.toString()).hasLineCount(1);
        } finally {
            Files.delete(path);
        }
    }

    private static byte[] file(String header) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + 24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .putFloat(1.5f)
                .putFloat(-2f)
                .putShort((short) 0x3C00)
                .putShort((short) 0xB800)
                .putShort((short) 0x7BFF)
                .putShort((short) 0x4049)
                .putLong(7)
                .array();
    }

    private static Path write(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(temporary, "test", ".safetensors"), bytes);
    }
}
