package dev.quarry.encoder;

/** Named tensors of a checkpoint. */
public interface Weights {

    /**
     * Finds a tensor and checks its shape.
     *
     * @throws ModelException if it is missing or has another shape or an unsupported type
     */
    Tensor tensor(String name, int... shape);

    /** Values of one tensor, whatever their type on disk, read as floats. */
    interface Tensor {

        /** Number of values. */
        int size();

        /** Reads {@code count} values from {@code first} on, in row-major order. */
        void read(int first, float[] into, int offset, int count);

        /** All values. */
        default float[] toArray() {
            float[] values = new float[size()];
            read(0, values, 0, values.length);
            return values;
        }
    }
}
