package dev.quarry.encoder.cpu.onednn;

import dev.quarry.encoder.cpu.Floats;
import dev.quarry.encoder.cpu.onednn.Dnnl.Argument;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Native memory for the rows that go into a product and come out of it, and a stream: what one thread at a time computes with. */
final class Lane implements AutoCloseable {

    /** Where the weights and their scales stand among the arguments; the rest is the lane's own. */
    private static final int WEIGHTS = 0;

    private static final int SCALES = 1;

    private final DnnlSession session;
    private final MemorySegment stream;
    private final MemorySegment source;
    private final MemorySegment target;
    private final float[] scales = new float[MatmulKernels.MOST_ROWS];
    private final Floats row = new Floats();
    private final Map<MatmulKernel, MemorySegment> arguments = new HashMap<>();

    /**
     * @param sourceBytes room for the rows that go in
     * @param targetBytes room for the rows that come out
     */
    Lane(DnnlSession outer, long sourceBytes, long targetBytes) {
        this.session = outer.inner();
        this.stream = session.stream();
        this.source = session.allocate(sourceBytes);
        this.target = session.allocate(targetBytes);
    }

    boolean holds(long sourceBytes, long targetBytes) {
        return source.byteSize() >= sourceBytes && target.byteSize() >= targetBytes;
    }

    /** Rows that go in, row-major. */
    MemorySegment source() {
        return source;
    }

    /** Rows that come out, row-major floats. */
    MemorySegment target() {
        return target;
    }

    /** {@code [rows]}, what each row that comes out has to be multiplied by. */
    float[] scales() {
        return scales;
    }

    /** Memory for one row of what comes out. */
    Floats row() {
        return row;
    }

    void multiply(MatmulKernel kernel, PackedWeights weights) {
        MemorySegment bound = arguments.computeIfAbsent(kernel, this::bind);
        set(bound, WEIGHTS, weights.memory());
        if (kernel.format().hasScales()) {
            set(bound, SCALES, weights.scales());
        }
        session.dnnl().computeOnThisThread();
        session.dnnl().execute(kernel.primitive(), stream, bound);
    }

    @Override
    public void close() {
        session.close();
    }

    private static void set(MemorySegment arguments, int index, MemorySegment memory) {
        arguments.set(ValueLayout.ADDRESS, 2L * Long.BYTES * index + Long.BYTES, memory);
    }

    private MemorySegment bind(MatmulKernel kernel) {
        MemorySegment scratch = session.allocate(session.dnnl().size(kernel.scratchpad()));
        List<Argument> all = new ArrayList<>();
        all.add(new Argument(Dnnl.ARG_WEIGHTS, MemorySegment.NULL));
        if (kernel.format().hasScales()) {
            all.add(new Argument(Dnnl.ARG_WEIGHT_SCALES, MemorySegment.NULL));
        }
        all.add(new Argument(Dnnl.ARG_SRC, session.memory(kernel.source(), source)));
        all.add(new Argument(Dnnl.ARG_DST, session.memory(kernel.target(), target)));
        all.add(new Argument(Dnnl.ARG_SCRATCHPAD, session.memory(kernel.scratchpad(), scratch)));
        return Dnnl.arguments(session.arena(), all);
    }
}
