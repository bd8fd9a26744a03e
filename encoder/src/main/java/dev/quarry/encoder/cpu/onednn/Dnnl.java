package dev.quarry.encoder.cpu.onednn;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The functions of oneDNN's C interface (dnnl.h, version 3) that matrix products need, one method a function. Objects are
 * addresses; who creates one destroys it. Safe for use by several threads, as the library is, except that a stream and a memory
 * object belong to one thread at a time.
 */
final class Dnnl {
    static final int F32 = 3;
    static final int BF16 = 2;
    static final int S8 = 5;

    /** The library chooses the layout. */
    static final int ANY = 1;

    /** One dimension; rows one after the other; columns one after the other. */
    static final int A = 2;

    static final int AB = 3;
    static final int BA = 14;

    static final int ARG_SRC = 1;
    static final int ARG_DST = 17;
    static final int ARG_WEIGHTS = 33;
    static final int ARG_SCRATCHPAD = 80;
    static final int ARG_WEIGHT_SCALES = 4096 | ARG_WEIGHTS;

    static final int QUERY_IMPLEMENTATION = 8;
    static final int QUERY_WEIGHTS = 131;
    static final int QUERY_SCRATCHPAD = 136;

    private static final int CPU = 1;
    private static final int IN_ORDER = 1;
    private static final int USER_SCRATCHPAD = 1;
    private static final int LONGEST_STRING = 4096;

    private final MethodHandle version;
    private final MethodHandle setThreads;
    private final MethodHandle createEngine;
    private final MethodHandle createStream;
    private final MethodHandle createDescription;
    private final MethodHandle cloneDescription;
    private final MethodHandle descriptionSize;
    private final MethodHandle createAttributes;
    private final MethodHandle setScratchpadMode;
    private final MethodHandle setScalesMask;
    private final MethodHandle describeMatmul;
    private final MethodHandle describeReorder;
    private final MethodHandle queryDescription;
    private final MethodHandle query;
    private final MethodHandle createPrimitive;
    private final MethodHandle execute;
    private final MethodHandle createMemory;
    private final Map<Kind, MethodHandle> destroy = new EnumMap<>(Kind.class);

    /** What can be destroyed. */
    enum Kind {
        ENGINE("engine"),
        STREAM("stream"),
        DESCRIPTION("memory_desc"),
        MEMORY("memory"),
        ATTRIBUTES("primitive_attr"),
        PRIMITIVE_DESCRIPTION("primitive_desc"),
        PRIMITIVE("primitive");

        private final String cName;

        Kind(String cName) {
            this.cName = cName;
        }
    }

    /**
     * Binds the functions.
     *
     * @param dnnl where oneDNN's functions are found
     * @param openMp where its OpenMP runtime's are found
     * @throws NoSuchElementException if one of them is missing
     */
    Dnnl(SymbolLookup dnnl, SymbolLookup openMp) {
        Linker linker = Linker.nativeLinker();
        Binder binder = new Binder(linker, dnnl);
        this.version = binder.bind(FunctionDescriptor.of(ADDRESS), "dnnl_version");
        this.setThreads = new Binder(linker, openMp).bind(FunctionDescriptor.ofVoid(JAVA_INT), "omp_set_num_threads");
        this.createEngine = binder.call("dnnl_engine_create", ADDRESS, JAVA_INT, JAVA_LONG);
        this.createStream = binder.call("dnnl_stream_create", ADDRESS, ADDRESS, JAVA_INT);
        this.createDescription =
                binder.call("dnnl_memory_desc_create_with_tag", ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
        this.cloneDescription = binder.call("dnnl_memory_desc_clone", ADDRESS, ADDRESS);
        this.descriptionSize = binder.bind(FunctionDescriptor.of(JAVA_LONG, ADDRESS), "dnnl_memory_desc_get_size");
        this.createAttributes = binder.call("dnnl_primitive_attr_create", ADDRESS);
        this.setScratchpadMode = binder.call("dnnl_primitive_attr_set_scratchpad_mode", ADDRESS, JAVA_INT);
        this.setScalesMask = binder.call("dnnl_primitive_attr_set_scales_mask", ADDRESS, JAVA_INT, JAVA_INT);
        this.describeMatmul = binder.call(
                "dnnl_matmul_primitive_desc_create", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        this.describeReorder =
                binder.call("dnnl_reorder_primitive_desc_create", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        this.queryDescription = binder.bind(
                FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, JAVA_INT), "dnnl_primitive_desc_query_md");
        this.query = binder.call("dnnl_primitive_desc_query", ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
        this.createPrimitive = binder.call("dnnl_primitive_create", ADDRESS, ADDRESS);
        this.execute = binder.call("dnnl_primitive_execute", ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
        this.createMemory = binder.call("dnnl_memory_create", ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        for (Kind kind : Kind.values()) {
            destroy.put(kind, binder.call("dnnl_" + kind.cName + "_destroy", ADDRESS));
        }
    }

    private record Binder(Linker linker, SymbolLookup symbols) {

        /** A function that returns a status. */
        MethodHandle call(String name, MemoryLayout... parameters) {
            return bind(FunctionDescriptor.of(JAVA_INT, parameters), name);
        }

        @SuppressWarnings("restricted")
        MethodHandle bind(FunctionDescriptor type, String name) {
            MemorySegment address =
                    symbols.find(name).orElseThrow(() -> new NoSuchElementException("it has no " + name));
            return linker.downcallHandle(address, type);
        }
    }

    /** Major, minor, patch. */
    @SuppressWarnings("restricted")
    int[] version() {
        try {
            return ((MemorySegment) version.invokeExact())
                    .reinterpret(3L * Integer.BYTES)
                    .toArray(JAVA_INT);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Lets primitives that this thread creates or executes compute on this thread alone. */
    void computeOnThisThread() {
        try {
            setThreads.invokeExact(1);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    MemorySegment createEngine() {
        return create("engine", result -> (int) createEngine.invokeExact(result, CPU, 0L));
    }

    MemorySegment createStream(MemorySegment engine) {
        return create("stream", result -> (int) createStream.invokeExact(result, engine, IN_ORDER));
    }

    /** Describes a tensor. */
    MemorySegment describe(int type, int tag, long... dimensions) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment dims = arena.allocateFrom(JAVA_LONG, dimensions);
            return create("memory description", result ->
                    (int) createDescription.invokeExact(result, dimensions.length, dims, type, tag));
        }
    }

    MemorySegment cloneDescription(MemorySegment description) {
        return create("memory description", result -> (int) cloneDescription.invokeExact(result, description));
    }

    /** Bytes of a tensor in its layout. */
    long size(MemorySegment description) {
        try {
            return (long) descriptionSize.invokeExact(description);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Attributes of a primitive whose caller brings its scratch memory. */
    MemorySegment createAttributes() {
        MemorySegment attributes = create("attributes", result -> (int) createAttributes.invokeExact(result));
        check("scratchpad mode", () -> (int) setScratchpadMode.invokeExact(attributes, USER_SCRATCHPAD));
        return attributes;
    }

    /** Multiplies each column of the product by a scale of its own. */
    void scaleColumns(MemorySegment attributes) {
        check("scales", () -> (int) setScalesMask.invokeExact(attributes, ARG_WEIGHTS, 2));
    }

    MemorySegment describeMatmul(
            MemorySegment engine,
            MemorySegment source,
            MemorySegment weights,
            MemorySegment target,
            MemorySegment attributes) {
        return create("matmul", result -> (int)
                describeMatmul.invokeExact(result, engine, source, weights, MemorySegment.NULL, target, attributes));
    }

    MemorySegment describeReorder(
            MemorySegment engine, MemorySegment source, MemorySegment target, MemorySegment attributes) {
        return create("reorder", result ->
                (int) describeReorder.invokeExact(result, source, engine, target, engine, attributes));
    }

    /** Describes a tensor of a primitive; lives as long as the primitive's description. */
    MemorySegment queryDescription(MemorySegment primitiveDescription, int what) {
        try {
            return (MemorySegment) queryDescription.invokeExact(primitiveDescription, what, 0);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** The name of the implementation that was chosen, such as {@code brg_matmul:avx512_core_vnni}. */
    @SuppressWarnings("restricted")
    String implementation(MemorySegment primitiveDescription) {
        return create("implementation name", result ->
                        (int) query.invokeExact(primitiveDescription, QUERY_IMPLEMENTATION, 0, result))
                .reinterpret(LONGEST_STRING)
                .getString(0);
    }

    MemorySegment createPrimitive(MemorySegment description) {
        return create("primitive", result -> (int) createPrimitive.invokeExact(result, description));
    }

    /** A view of memory that stays the caller's. */
    MemorySegment createMemory(MemorySegment description, MemorySegment engine, MemorySegment data) {
        return create("memory", result -> (int) createMemory.invokeExact(result, description, engine, data));
    }

    /**
     * Runs a primitive and returns when it is done.
     *
     * @param arguments of {@link #arguments}
     */
    void execute(MemorySegment primitive, MemorySegment stream, MemorySegment arguments) {
        int count = (int) (arguments.byteSize() / (2L * Long.BYTES));
        try {
            int status = (int) execute.invokeExact(primitive, stream, count, arguments);
            checkStatus("execution", status);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Lays out {@code dnnl_exec_arg_t[]}: an index and a memory object each. */
    static MemorySegment arguments(Arena arena, List<Argument> arguments) {
        MemorySegment array = arena.allocate(2L * Long.BYTES * arguments.size(), Long.BYTES);
        for (int i = 0; i < arguments.size(); i++) {
            array.set(JAVA_INT, 2L * Long.BYTES * i, arguments.get(i).index());
            array.set(
                    ADDRESS, 2L * Long.BYTES * i + Long.BYTES, arguments.get(i).memory());
        }
        return array;
    }

    record Argument(int index, MemorySegment memory) {}

    void destroy(Kind kind, MemorySegment object) {
        check("destroying", () -> (int) destroy.get(kind).invokeExact(object));
    }

    @FunctionalInterface
    private interface Creation {
        int into(MemorySegment result) throws Throwable;
    }

    @FunctionalInterface
    private interface Call {
        int run() throws Throwable;
    }

    private static MemorySegment create(String what, Creation creation) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(ADDRESS);
            check(what, () -> creation.into(result));
            return result.get(ADDRESS, 0);
        }
    }

    private static void check(String what, Call call) {
        try {
            checkStatus(what, call.run());
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static void checkStatus(String what, int status) {
        if (status != 0) {
            throw new DnnlException(what, status);
        }
    }

    private static RuntimeException unexpected(Throwable e) {
        return switch (e) {
            case RuntimeException known -> known;
            case Error error -> throw error;
            default -> new IllegalStateException(e);
        };
    }
}
