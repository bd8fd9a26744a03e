package dev.quarry.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.quarry.encoder.cpu.onednn.OneDnnLibrary;
import dev.quarry.encoder.cpu.onednn.OneDnnUnavailableException;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GemmChoiceTest {

    @TempDir
    private Path directory;

    private static OneDnnLibrary absent() {
        throw new OneDnnUnavailableException("there is none for plan9-mips");
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void vectorApiTakesOverWithTheReason(Precision automatic) {
        GemmChoice choice = GemmChoice.of(Optional.empty(), measured(automatic), GemmChoiceTest::absent);
        assertThat(choice.arithmetic().precision()).isEqualTo(Precision.F32);
        assertThat(choice.arithmetic().toString())
                .startsWith("f32 by Java Vector API, ")
                .endsWith(" bits (oneDNN is not used: there is none for plan9-mips)");
        assertThat(GemmChoice.of(Optional.of(Precision.F32), measured(automatic), GemmChoiceTest::absent)
                        .arithmetic())
                .isEqualTo(choice.arithmetic());
    }

    @ParameterizedTest
    @EnumSource(value = Precision.class, names = "F32", mode = EnumSource.Mode.EXCLUDE)
    void whatWasAskedForAndCannotBeMetFails(Precision precision) {
        assertThatThrownBy(() -> GemmChoice.of(Optional.of(precision), measured(Precision.F32), GemmChoiceTest::absent))
                .isInstanceOf(UnsupportedPrecisionException.class)
                .hasMessage("precision " + precision.label()
                        + " needs oneDNN, which is not used: there is none for plan9-mips; choose f32 or auto");
    }

    @Test
    void modelSaysHowFastItMayBe() throws IOException {
        Path model = directory.resolve("model");
        try (Stream<Path> files = Files.walk(Golden.model("plain"))) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        model.resolve(Golden.model("plain").relativize(file).toString()));
            }
        }
        FastestPrecision unmeasured = fastest(model);
        assertThat(unmeasured.precision()).isEqualTo(Precision.BF16);
        assertThat(unmeasured.reason()).hasValue("int8 was not measured for this model");

        String hash = hash(model);
        Path file = model.resolve("quarry_precision.json");
        Files.writeString(file, "{\"precision\": \"int8\", \"model\": \"%s\"}".formatted(hash));
        assertThat(fastest(model)).isEqualTo(measured(Precision.INT8));
        assertThat(hash(model)).as("the file is no part of the model").isEqualTo(hash);

        Files.writeString(file, "{\"precision\": \"int8\", \"model\": \"%s\"}".formatted("0".repeat(64)));
        assertThat(fastest(model).precision()).isEqualTo(Precision.BF16);
        assertThat(fastest(model).reason()).hasValue("int8 was measured for other weights, says quarry_precision.json");
        try (Encoder encoder = Encoder.open(model, EncoderOptions.withThreads(1))) {
            assertThat(encoder.arithmetic().precision()).isNotEqualTo(Precision.INT8);
        }

        Files.writeString(file, "{\"precision\": \"int4\"}");
        assertThatThrownBy(() -> fastest(model))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("precision should be f32, bf16 or int8, is \"int4\"");
    }

    private static FastestPrecision measured(Precision precision) {
        return new FastestPrecision(precision, Optional.empty());
    }

    private static FastestPrecision fastest(Path model) {
        try (ModelDirectory opened = ModelDirectory.open(model)) {
            return opened.fastestPrecision();
        }
    }

    private static String hash(Path model) {
        try (ModelDirectory opened = ModelDirectory.open(model)) {
            return opened.info().hash();
        }
    }

    @Test
    void worksWithoutAvx512() throws Exception {
        assertEncodes("f32 by oneDNN 3.11.0, ", Map.of("ONEDNN_MAX_CPU_ISA", "AVX2"), "-XX:UseAVX=2");
    }

    @Test
    void worksWithoutTheLibrary() throws Exception {
        assertEncodes(
                "f32 by Java Vector API, 256 bits (oneDNN is not used: switched off by -Dquarry.gemm=vector)",
                Map.of(),
                "-XX:UseAVX=2",
                "-Dquarry.gemm=vector");
    }

    /** In a JVM of its own, for the processor's features are read once. */
    private void assertEncodes(String arithmetic, Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        Path texts = directory.resolve("texts.json");
        Files.writeString(texts, "[{\"query\": false, \"text\": \"get the size of a map\"}]");
        Path vectors = directory.resolve("vectors.bin");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        command.addAll(List.of(options));
        command.add(EncodeFile.class.getName());
        command.addAll(List.of(Golden.model("plain").toString(), texts.toString(), vectors.toString(), "2"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains(arithmetic);
        try (DataInputStream in = new DataInputStream(Files.newInputStream(vectors));
                Encoder encoder = Encoder.open(
                        Golden.model("plain"), EncoderOptions.withThreads(1).with(Precision.F32))) {
            TokenEmbeddings expected =
                    encoder.encodeDocuments(List.of("get the size of a map")).getFirst();
            assertThat(in.readInt()).isEqualTo(expected.count());
            assertThat(in.readInt()).isEqualTo(expected.dimension());
            for (float value : expected.vectors()) {
                assertThat(in.readFloat()).isCloseTo(value, within(1e-4f));
            }
        }
    }
}
