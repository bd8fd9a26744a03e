package dev.quarry.lateinteraction;

import java.util.Objects;

/**
 * Which model the token vectors of an index come from. Vectors of different models cannot be compared, so an index
 * has one.
 *
 * @param name what people call the model
 * @param hash hash over everything that changes its vectors, hexadecimal
 * @param dimension length of a token vector
 */
public record ModelStamp(String name, String hash, int dimension) {

    public ModelStamp {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(hash, "hash");
        if (dimension <= 0) {
            throw new IllegalArgumentException(
                    "model " + name + " has dimension " + dimension + ", expected at least 1");
        }
    }

    @Override
    public String toString() {
        String shortHash = hash.substring(0, Math.min(12, hash.length()));
        return name + " (" + dimension + " dimensions, " + shortHash + ")";
    }
}
