package dev.quarry.encoder.cpu.onednn;

import java.lang.foreign.MemorySegment;

/**
 * A product of a fixed shape, {@code [rows × inputs] · [inputs × outputs]} with floats as result, compiled by oneDNN for this
 * processor. Lives as long as the process: the library keeps compiled code in a cache of its own anyway.
 *
 * @param format of the rows that go in and of the weights
 * @param primitive what is executed
 * @param source description of the rows
 * @param weights description of the weights in the layout that they must have
 * @param target description of the product
 * @param scratchpad description of scratch memory
 * @param implementation oneDNN's name for it
 */
record MatmulKernel(
        RowFormat format,
        MemorySegment primitive,
        MemorySegment source,
        MemorySegment weights,
        MemorySegment target,
        MemorySegment scratchpad,
        String implementation) {}
