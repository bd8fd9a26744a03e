package dev.quarry.encoder.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rotary position embedding (Su et al., 2021), half-rotated: dimension i turns together with dimension i + d/2 by the
 * angle {@code position · base^(−2i/d)}. Angles, cosines and sines are floats, as in the reference implementation.
 */
final class RotaryEmbedding {

    private static final VectorSpecies<Float> SPECIES = MicroKernel.SPECIES;

    private final int half;
    private final float[] cos;
    private final float[] sin;

    RotaryEmbedding(int headSize, double base, int positions) {
        this.half = headSize / 2;
        this.cos = new float[positions * half];
        this.sin = new float[positions * half];
        for (int i = 0; i < half; i++) {
            float frequency = 1f / (float) Math.pow(base, 2f * i / headSize);
            for (int position = 0; position < positions; position++) {
                float angle = position * frequency;
                cos[position * half + i] = (float) Math.cos(angle);
                sin[position * half + i] = (float) Math.sin(angle);
            }
        }
    }

    /** Turns {@code heads} heads that lie side by side from {@code offset} on. */
    void rotate(float[] x, int offset, int heads, int position) {
        for (int head = 0; head < heads; head++) {
            rotate(x, offset + head * 2 * half, position * half);
        }
    }

    private void rotate(float[] x, int offset, int table) {
        int bound = SPECIES.loopBound(half);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector a = FloatVector.fromArray(SPECIES, x, offset + i);
            FloatVector b = FloatVector.fromArray(SPECIES, x, offset + half + i);
            FloatVector c = FloatVector.fromArray(SPECIES, cos, table + i);
            FloatVector s = FloatVector.fromArray(SPECIES, sin, table + i);
            a.mul(c).sub(b.mul(s)).intoArray(x, offset + i);
            b.mul(c).add(a.mul(s)).intoArray(x, offset + half + i);
        }
        for (int i = bound; i < half; i++) {
            float a = x[offset + i];
            float b = x[offset + half + i];
            x[offset + i] = a * cos[table + i] - b * sin[table + i];
            x[offset + half + i] = b * cos[table + i] + a * sin[table + i];
        }
    }
}
