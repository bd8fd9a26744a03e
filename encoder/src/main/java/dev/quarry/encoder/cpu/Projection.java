package dev.quarry.encoder.cpu;

import dev.quarry.encoder.DenseLayer;
import dev.quarry.encoder.DenseLayer.Activation;
import dev.quarry.encoder.DenseLayer.Residual;
import java.util.List;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;

/** From hidden states to token vectors: the chain of Dense modules, then L2 normalisation. */
public final class Projection {

    private static final int MOST_ROWS = 96;
    /** PyTorch's {@code normalize} divides by no less than this. */
    private static final double SMALLEST_NORM = 1e-12;

    private final List<Step> steps;
    private final Workers workers;

    private record Step(DenseLayer layer, Gemm.Linear linear, Optional<Gemm.Linear> residual) {}

    public Projection(List<DenseLayer> layers, Gemm gemm, Workers workers) {
        this.steps = layers.stream().map(layer -> step(layer, gemm)).toList();
        this.workers = workers;
    }

    /**
     * Projects hidden states.
     *
     * @param hidden {@code [rows × input width]}
     * @return {@code [rows × output width]}, each row of length 1
     */
    public float[] apply(float[] hidden, int rows) {
        int inputSize = steps.getFirst().layer.inputSize();
        int outputSize = steps.getLast().layer.outputSize();
        float[] vectors = new float[rows * outputSize];
        workers.forRows(rows, MOST_ROWS, (first, count) -> {
            float[] x = new float[count * inputSize];
            System.arraycopy(hidden, first * inputSize, x, 0, x.length);
            for (Step step : steps) {
                x = apply(step, x, count);
            }
            for (int row = 0; row < count; row++) {
                normalise(x, row * outputSize, outputSize);
            }
            System.arraycopy(x, 0, vectors, first * outputSize, x.length);
        });
        return vectors;
    }

    private static Step step(DenseLayer layer, Gemm gemm) {
        Optional<Gemm.Linear> residual = layer.residual() instanceof Residual.Projected(float[] matrix)
                ? Optional.of(gemm.prepare(matrix, layer.outputSize(), layer.inputSize()))
                : Optional.empty();
        return new Step(layer, gemm.prepare(layer.linear(), layer.outputSize(), layer.inputSize()), residual);
    }

    private static float[] apply(Step step, float[] x, int rows) {
        int width = step.layer.outputSize();
        float[] y = new float[rows * width];
        step.linear.apply(x, 0, rows, y, 0, false);
        step.layer.bias().ifPresent(bias -> {
            for (int i = 0; i < y.length; i++) {
                y[i] += bias[i % width];
            }
        });
        activate(step.layer.activation(), y);
        switch (step.layer.residual()) {
            case Residual.None() -> {}
            case Residual.Input() -> {
                for (int i = 0; i < y.length; i++) {
                    y[i] += x[i];
                }
            }
            case Residual.Projected(float[] matrix) ->
                step.residual.orElseThrow().apply(x, 0, rows, y, 0, true);
        }
        return y;
    }

    private static void activate(Activation activation, float[] y) {
        switch (activation) {
            case IDENTITY -> {}
            case GELU -> gelu(y);
            case RELU, TANH, SIGMOID, SILU -> {
                for (int i = 0; i < y.length; i++) {
                    y[i] = activate(activation, y[i]);
                }
            }
        }
    }

    private static float activate(Activation activation, float x) {
        return switch (activation) {
            case RELU -> Math.max(0, x);
            case TANH -> (float) Math.tanh(x);
            case SIGMOID -> (float) (1 / (1 + Math.exp(-x)));
            case SILU -> (float) (x / (1 + Math.exp(-x)));
            case IDENTITY, GELU -> throw new IllegalArgumentException(activation + " is not computed value by value");
        };
    }

    private static void gelu(float[] y) {
        var species = MicroKernel.SPECIES;
        for (int i = 0; i < y.length; i += species.length()) {
            var inside = species.indexInRange(i, y.length);
            VectorMath.gelu(FloatVector.fromArray(species, y, i, inside)).intoArray(y, i, inside);
        }
    }

    private static void normalise(float[] x, int from, int width) {
        double squares = 0;
        for (int i = from; i < from + width; i++) {
            squares += (double) x[i] * x[i];
        }
        float factor = (float) (1 / Math.max(Math.sqrt(squares), SMALLEST_NORM));
        for (int i = from; i < from + width; i++) {
            x[i] *= factor;
        }
    }
}
