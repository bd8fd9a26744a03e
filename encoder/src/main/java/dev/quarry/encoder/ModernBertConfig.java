package dev.quarry.encoder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Shape of a ModernBERT encoder (Warner et al., 2024, arXiv 2412.13663) as {@code config.json} gives it, in either of
 * its dialects: flat ({@code global_rope_theta}, {@code global_attn_every_n_layers}, …) or newer ({@code
 * layer_types}, {@code rope_parameters}).
 *
 * @param vocabularySize rows of the embedding table
 * @param hiddenSize width of a hidden state
 * @param heads attention heads; each has {@code hiddenSize / heads} dimensions
 * @param intermediateSize width inside the GeGLU
 * @param maxPositions longest sequence
 * @param normEpsilon added to the variance in every layer norm
 * @param layers kind of attention of each block, first to last
 * @param window largest distance |i − j| at which local attention sees, inclusive
 * @param globalTheta RoPE base of global attention
 * @param localTheta RoPE base of local attention
 */
public record ModernBertConfig(
        int vocabularySize,
        int hiddenSize,
        int heads,
        int intermediateSize,
        int maxPositions,
        float normEpsilon,
        List<Attention> layers,
        int window,
        double globalTheta,
        double localTheta) {

    private static final String FULL = "full_attention";
    private static final String SLIDING = "sliding_attention";

    /** What a block's attention sees: the whole sequence, or a window of it. */
    public enum Attention {
        GLOBAL,
        LOCAL
    }

    public ModernBertConfig {
        layers = List.copyOf(layers);
    }

    /** Dimensions of one attention head. */
    public int headSize() {
        return hiddenSize / heads;
    }

    /** RoPE base of a kind of attention. */
    public double theta(Attention attention) {
        return attention == Attention.GLOBAL ? globalTheta : localTheta;
    }

    static ModernBertConfig read(Path file) {
        JsonFile json = JsonFile.read(file);
        rejectUnsupported(json);
        int hidden = json.positive("hidden_size");
        int heads = json.positive("num_attention_heads");
        if (hidden % heads != 0 || hidden / heads % 2 != 0) {
            throw json.invalid("hidden_size " + hidden + " does not split into " + heads + " heads of even size");
        }
        return new ModernBertConfig(
                json.positive("vocab_size"),
                hidden,
                heads,
                json.positive("intermediate_size"),
                json.positive("max_position_embeddings", 8192),
                (float) json.number("norm_eps", 1e-5),
                layers(json),
                json.positive("local_attention", 128) / 2,
                theta(json, FULL, "global_rope_theta", 160_000),
                theta(json, SLIDING, "local_rope_theta", 10_000));
    }

    private static void rejectUnsupported(JsonFile json) {
        String type = json.text("model_type", "");
        if (!type.equals("modernbert")) {
            throw new ModelException(
                    json.path(),
                    "model_type \"" + type + "\" is not supported",
                    "use a ModernBERT-based ColBERT model");
        }
        String activation = json.text("hidden_activation", "gelu");
        if (!activation.equals("gelu")) {
            throw json.unsupported("hidden_activation \"" + activation + "\" is not supported, only gelu is");
        }
        for (String bias : List.of("norm_bias", "attention_bias", "mlp_bias")) {
            if (json.flag(bias, false)) {
                throw json.unsupported(bias + " is not supported");
            }
        }
        if (json.find("rope_scaling").isPresent()) {
            throw json.unsupported("rope_scaling is not supported");
        }
    }

    private static List<Attention> layers(JsonFile json) {
        int count = json.positive("num_hidden_layers");
        int globalEvery = json.positive("global_attn_every_n_layers", 3);
        List<String> types = json.texts("layer_types").orElse(List.of());
        if (!types.isEmpty() && types.size() != count) {
            throw json.invalid("layer_types has " + types.size() + " entries, num_hidden_layers is " + count);
        }
        List<Attention> layers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String type = types.isEmpty() ? (i % globalEvery == 0 ? FULL : SLIDING) : types.get(i);
            layers.add(
                    switch (type) {
                        case FULL -> Attention.GLOBAL;
                        case SLIDING -> Attention.LOCAL;
                        default -> throw json.unsupported("layer type \"" + type + "\" is not supported");
                    });
        }
        return layers;
    }

    private static double theta(JsonFile json, String layerType, String flatKey, double absent) {
        double flat = json.number(flatKey, absent);
        double theta = json.object("rope_parameters")
                .flatMap(parameters -> parameters.object(layerType))
                .map(parameters -> {
                    String type = parameters.text("rope_type", "default");
                    if (!type.equals("default")) {
                        throw json.unsupported("rope_type \"" + type + "\" is not supported");
                    }
                    return parameters.number("rope_theta", flat);
                })
                .orElse(flat);
        if (!(theta > 0)) {
            throw json.invalid("the RoPE base of " + layerType + " should be positive, is " + theta);
        }
        return theta;
    }
}
