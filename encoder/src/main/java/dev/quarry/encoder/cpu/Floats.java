package dev.quarry.encoder.cpu;

/** An array that is made larger when more is asked of it. */
public final class Floats {

    private float[] values = new float[0];

    /** At least {@code size} values, which hold whatever was last written there. */
    public float[] atLeast(int size) {
        if (values.length < size) {
            values = new float[size];
        }
        return values;
    }
}
