package dev.quarry.encoder;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A memory-mapped safetensors file: 8 bytes of little-endian header length, a JSON header (name → dtype, shape,
 * data_offsets), raw little-endian data. Every offset and length is checked against the file before it is used.
 */
final class Safetensors implements Weights {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String REMEDY = "fetch the model again";

    /** The format's own limit. */
    private static final long MAX_HEADER = 100_000_000;

    private static final ValueLayout.OfFloat F32 = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort I16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong I64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Path path;
    private final Map<String, Entry> entries;
    private final String prefix;

    private Safetensors(Path path, Map<String, Entry> entries) {
        this.path = path;
        this.entries = entries;
        this.prefix = entries.containsKey("model.final_norm.weight") ? "model." : "";
    }

    /** Maps a file for as long as the arena lives. */
    static Safetensors open(Path path, Arena arena) {
        if (!Files.isRegularFile(path)) {
            throw new ModelException(
                    path,
                    "file is missing",
                    "only safetensors weights are read: fetch or save the model in that format");
        }
        try (FileChannel channel = FileChannel.open(path)) {
            MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new Safetensors(path, entries(path, file));
        } catch (IOException e) {
            throw new ModelException(path, "cannot be read (" + e + ")", "check its permissions", e);
        }
    }

    @Override
    public Tensor tensor(String name, int... shape) {
        Entry entry = entries.get(prefix + name);
        if (entry == null) {
            throw corrupt(path, "tensor " + prefix + name + " is missing");
        }
        long[] expected = Arrays.stream(shape).asLongStream().toArray();
        if (!Arrays.equals(entry.shape, expected)) {
            throw new ModelException(
                    path,
                    "tensor " + prefix + name + " should have shape " + Arrays.toString(expected) + ", has "
                            + Arrays.toString(entry.shape),
                    "the weights do not belong to this configuration: fetch the model again");
        }
        if (entry.type == Type.OTHER) {
            throw new ModelException(
                    path,
                    "tensor " + prefix + name + " has an unsupported dtype",
                    "save the model in F32, F16 or BF16");
        }
        if (entry.values > Integer.MAX_VALUE - 8) {
            throw new ModelException(
                    path, "tensor " + prefix + name + " has " + entry.values + " values", "use a smaller model");
        }
        return new MappedTensor(entry.data, entry.type, (int) entry.values);
    }

    /** Number of values of all floating-point tensors. */
    long parameters() {
        return entries.values().stream()
                .filter(entry -> entry.type != Type.OTHER)
                .mapToLong(entry -> entry.values)
                .sum();
    }

    private static Map<String, Entry> entries(Path path, MemorySegment file) {
        long size = file.byteSize();
        long headerLength = size < Long.BYTES ? -1 : file.get(I64, 0);
        if (headerLength < 2 || headerLength > Math.min(MAX_HEADER, size - Long.BYTES)) {
            throw corrupt(
                    path,
                    "is no safetensors file or is truncated (header of " + headerLength + " bytes in " + size + ")");
        }
        byte[] header = file.asSlice(Long.BYTES, headerLength).toArray(ValueLayout.JAVA_BYTE);
        MemorySegment data = file.asSlice(Long.BYTES + headerLength);
        Map<String, Entry> entries = new LinkedHashMap<>();
        parse(path, header).properties().forEach(property -> {
            if (!property.getKey().equals("__metadata__")) {
                entries.put(property.getKey(), entry(path, property.getKey(), property.getValue(), data));
            }
        });
        return entries;
    }

    private static JsonNode parse(Path path, byte[] header) {
        try {
            JsonNode root = MAPPER.readTree(header);
            if (!root.isObject()) {
                throw corrupt(path, "the header is no JSON object");
            }
            return root;
        } catch (IOException e) {
            throw new ModelException(path, "the header is no valid JSON", REMEDY, e);
        }
    }

    private static Entry entry(Path path, String name, JsonNode json, MemorySegment data) {
        Type type = Type.of(json.path("dtype").asText());
        long[] shape = longs(path, name, json.path("shape"));
        long[] offsets = longs(path, name, json.path("data_offsets"));
        if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] > data.byteSize()) {
            throw corrupt(
                    path,
                    "tensor " + name + " should lie at " + Arrays.toString(offsets) + " in " + data.byteSize()
                            + " bytes of data: the file is truncated or damaged");
        }
        long length = offsets[1] - offsets[0];
        long values = product(path, name, shape);
        if (type != Type.OTHER && (values > length || values * type.bytes != length)) {
            throw corrupt(
                    path,
                    "tensor " + name + " of shape " + Arrays.toString(shape) + " should have " + values + " values of "
                            + type.bytes + " bytes, has " + length + " bytes");
        }
        return new Entry(type, shape, values, data.asSlice(offsets[0], length));
    }

    private static long product(Path path, String name, long[] shape) {
        long product = 1;
        for (long extent : shape) {
            if (Math.multiplyHigh(product, extent) != 0 || product * extent < 0) {
                throw corrupt(path, "tensor " + name + " has the impossible shape " + Arrays.toString(shape));
            }
            product *= extent;
        }
        return product;
    }

    private static long[] longs(Path path, String name, JsonNode list) {
        long[] values = new long[list.size()];
        boolean valid = list.isArray();
        for (int i = 0; i < values.length && valid; i++) {
            JsonNode element = list.get(i);
            valid = element.isIntegralNumber() && element.canConvertToLong() && element.longValue() >= 0;
            values[i] = valid ? element.longValue() : -1;
        }
        if (!valid) {
            throw corrupt(path, "tensor " + name + " has no proper shape or data_offsets");
        }
        return values;
    }

    private static ModelException corrupt(Path path, String reason) {
        return new ModelException(path, reason, REMEDY);
    }

    private record Entry(Type type, long[] shape, long values, MemorySegment data) {}

    /** How values are stored. */
    private enum Type {
        F32(4),
        F16(2),
        BF16(2),
        OTHER(1);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        private static Type of(String name) {
            return switch (name) {
                case "F32" -> F32;
                case "F16" -> F16;
                case "BF16" -> BF16;
                default -> OTHER;
            };
        }
    }

    private record MappedTensor(MemorySegment data, Type type, int size) implements Tensor {

        @Override
        public void read(int first, float[] into, int offset, int count) {
            long start = (long) first * type.bytes;
            switch (type) {
                case F32 -> MemorySegment.copy(data, F32, start, into, offset, count);
                case F16 -> {
                    for (int i = 0; i < count; i++) {
                        into[offset + i] = Float.float16ToFloat(data.get(I16, start + 2L * i));
                    }
                }
                case BF16 -> {
                    // bfloat16 is the upper half of a float.
                    for (int i = 0; i < count; i++) {
                        into[offset + i] = Float.intBitsToFloat(data.get(I16, start + 2L * i) << 16);
                    }
                }
                case OTHER -> throw new IllegalStateException("not a floating-point tensor");
            }
        }
    }
}
