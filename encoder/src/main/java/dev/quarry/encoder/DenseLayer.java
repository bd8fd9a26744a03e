package dev.quarry.encoder;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * One Dense module of the projection: {@code y = activation(linear·x + bias) + residual(x)} (PyLate's {@code Dense}).
 *
 * @param inputSize width of x
 * @param outputSize width of y
 * @param linear {@code [outputSize × inputSize]}
 * @param bias {@code [outputSize]}, empty where there is none
 * @param activation applied before the residual is added
 * @param residual what is added to the activated output
 */
public record DenseLayer(
        int inputSize,
        int outputSize,
        float[] linear,
        Optional<float[]> bias,
        Activation activation,
        Residual residual) {

    /** What a Dense module applies to its output. */
    public enum Activation {
        IDENTITY("Identity"),
        RELU("ReLU"),
        TANH("Tanh"),
        SIGMOID("Sigmoid"),
        GELU("GELU"),
        SILU("SiLU");

        private final String torchClass;

        Activation(String torchClass) {
            this.torchClass = torchClass;
        }
    }

    /** What a Dense module adds to its output. */
    public sealed interface Residual {

        /** Nothing. */
        record None() implements Residual {}

        /** The input itself. */
        record Input() implements Residual {}

        /**
         * The input, brought to the output's width.
         *
         * @param matrix {@code [outputSize × inputSize]}
         */
        record Projected(float[] matrix) implements Residual {}
    }

    /** Reads one folder of the chain. */
    static DenseLayer read(Path folder, Arena arena) {
        JsonFile json = JsonFile.read(folder.resolve("config.json"));
        int in = json.positive("in_features");
        int out = json.positive("out_features");
        Safetensors weights = Safetensors.open(folder.resolve("model.safetensors"), arena);
        Optional<float[]> bias = json.flag("bias", true)
                ? Optional.of(weights.tensor("linear.bias", out).toArray())
                : Optional.empty();
        return new DenseLayer(
                in,
                out,
                weights.tensor("linear.weight", out, in).toArray(),
                bias,
                activation(json),
                residual(json, weights, in, out));
    }

    /** Number of weights. */
    long parameters() {
        long projected = residual instanceof Residual.Projected(float[] matrix) ? matrix.length : 0;
        return linear.length + bias.map(values -> values.length).orElse(0) + projected;
    }

    private static Residual residual(JsonFile json, Weights weights, int in, int out) {
        if (!json.flag("use_residual", false)) {
            return new Residual.None();
        }
        return in == out
                ? new Residual.Input()
                : new Residual.Projected(
                        weights.tensor("residual.weight", out, in).toArray());
    }

    /** The class is named with its module path, as in {@code torch.nn.modules.linear.Identity}. */
    private static Activation activation(JsonFile json) {
        String path = json.text("activation_function", "Identity");
        String name = path.substring(path.lastIndexOf('.') + 1);
        return Arrays.stream(Activation.values())
                .filter(activation -> activation.torchClass.equals(name))
                .findFirst()
                .orElseThrow(() -> json.unsupported("activation_function \"" + path + "\" is not supported"));
    }
}
