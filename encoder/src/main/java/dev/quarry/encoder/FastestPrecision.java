package dev.quarry.encoder;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The fastest precision that is known to cost a model next to nothing: what {@value #FILE} beside its weights says was measured of them,
 * bf16 where nothing does. {@code encoder/parity/measure_precision.py} writes that file.
 *
 * @param precision is taken where the machine has instructions for it, unless another is asked for
 * @param reason why it is no faster one, where measuring might give one
 */
record FastestPrecision(Precision precision, Optional<String> reason) {

    private static final String FILE = "quarry_precision.json";

    /**
     * Reads what was measured.
     *
     * @param model the model's directory
     * @param hash of the model; a file that names another one was left behind by other weights and says nothing
     */
    static FastestPrecision read(Path model, String hash) {
        JsonFile file = JsonFile.readIfPresent(model.resolve(FILE));
        if (file.root().isMissingNode()) {
            return unmeasured("int8 was not measured for this model");
        }
        String label = file.text("precision", "");
        Precision precision = Precision.of(label)
                .orElseThrow(() -> file.invalid("precision should be f32, bf16 or int8, is \"" + label + "\""));
        return file.text("model", "").equals(hash)
                ? new FastestPrecision(precision, Optional.empty())
                : unmeasured("int8 was measured for other weights, says " + FILE);
    }

    private static FastestPrecision unmeasured(String reason) {
        return new FastestPrecision(Precision.BF16, Optional.of(reason));
    }
}
