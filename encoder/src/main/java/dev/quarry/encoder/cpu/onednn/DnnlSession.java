package dev.quarry.encoder.cpu.onednn;

import dev.quarry.encoder.cpu.onednn.Dnnl.Argument;
import dev.quarry.encoder.cpu.onednn.Dnnl.Kind;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** An engine and what was made with it, all of which goes when this is closed. Safe for use by several threads. */
final class DnnlSession implements AutoCloseable {

    private static final long ALIGNMENT = 64;

    private final Dnnl dnnl;
    private final Arena arena = Arena.ofShared();
    private final Deque<Owned> owned = new ArrayDeque<>();
    private final MemorySegment engine;

    private record Owned(Kind kind, MemorySegment object) {}

    DnnlSession(Dnnl dnnl) {
        this.dnnl = dnnl;
        this.engine = own(Kind.ENGINE, dnnl.createEngine());
    }

    private DnnlSession(Dnnl dnnl, MemorySegment engine) {
        this.dnnl = dnnl;
        this.engine = engine;
    }

    /** A session that ends before this one, with the same engine. */
    DnnlSession inner() {
        return new DnnlSession(dnnl, engine);
    }

    Dnnl dnnl() {
        return dnnl;
    }

    /** Native memory, zeroed. */
    MemorySegment allocate(long bytes) {
        return arena.allocate(Math.max(1, bytes), ALIGNMENT);
    }

    Arena arena() {
        return arena;
    }

    MemorySegment stream() {
        return own(Kind.STREAM, dnnl.createStream(engine));
    }

    /** A memory object over memory of this session. */
    MemorySegment memory(MemorySegment description, MemorySegment data) {
        return own(Kind.MEMORY, dnnl.createMemory(description, engine, data));
    }

    MemorySegment describe(int type, int tag, long... dimensions) {
        return own(Kind.DESCRIPTION, dnnl.describe(type, tag, dimensions));
    }

    /**
     * Compiles a product.
     *
     * @param weights their description: type alone, or the layout too
     */
    MatmulKernel matmul(RowFormat format, int rows, int outputs, int inputs, MemorySegment weights) {
        dnnl.computeOnThisThread();
        MemorySegment attributes = own(Kind.ATTRIBUTES, dnnl.createAttributes());
        if (format.hasScales()) {
            dnnl.scaleColumns(attributes);
        }
        MemorySegment source = describe(format.type(), Dnnl.AB, rows, inputs);
        MemorySegment target = describe(Dnnl.F32, Dnnl.AB, rows, outputs);
        MemorySegment description =
                own(Kind.PRIMITIVE_DESCRIPTION, dnnl.describeMatmul(engine, source, weights, target, attributes));
        return new MatmulKernel(
                format,
                own(Kind.PRIMITIVE, dnnl.createPrimitive(description)),
                source,
                own(Kind.DESCRIPTION, dnnl.cloneDescription(dnnl.queryDescription(description, Dnnl.QUERY_WEIGHTS))),
                target,
                own(Kind.DESCRIPTION, dnnl.cloneDescription(dnnl.queryDescription(description, Dnnl.QUERY_SCRATCHPAD))),
                dnnl.implementation(description));
    }

    /** Copies a tensor into another layout. */
    void reorder(MemorySegment fromDescription, MemorySegment from, MemorySegment toDescription, MemorySegment to) {
        dnnl.computeOnThisThread();
        try (Arena scratch = Arena.ofConfined();
                DnnlSession temporary = inner()) {
            MemorySegment attributes = temporary.own(Kind.ATTRIBUTES, dnnl.createAttributes());
            MemorySegment description = temporary.own(
                    Kind.PRIMITIVE_DESCRIPTION,
                    dnnl.describeReorder(temporary.engine, fromDescription, toDescription, attributes));
            MemorySegment scratchpad = dnnl.queryDescription(description, Dnnl.QUERY_SCRATCHPAD);
            MemorySegment primitive = temporary.own(Kind.PRIMITIVE, dnnl.createPrimitive(description));
            List<Argument> arguments = List.of(
                    new Argument(Dnnl.ARG_SRC, temporary.memory(fromDescription, from)),
                    new Argument(Dnnl.ARG_DST, temporary.memory(toDescription, to)),
                    new Argument(
                            Dnnl.ARG_SCRATCHPAD,
                            temporary.memory(scratchpad, temporary.allocate(dnnl.size(scratchpad)))));
            dnnl.execute(primitive, temporary.stream(), Dnnl.arguments(scratch, arguments));
        }
    }

    private synchronized MemorySegment own(Kind kind, MemorySegment object) {
        owned.push(new Owned(kind, object));
        return object;
    }

    /** Destroys everything, what was made last first. */
    @Override
    public synchronized void close() {
        while (!owned.isEmpty()) {
            Owned last = owned.pop();
            dnnl.destroy(last.kind, last.object);
        }
        arena.close();
    }
}
