package dev.quarry.lateinteraction;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;

/**
 * Character spans of a document's tokens: for each token the distance from the start of the one before and its length, as
 * variable-length integers. Two or three bytes a token for almost all code.
 *
 * @param starts {@code [tokens]}
 * @param ends {@code [tokens]}
 */
record TokenSpans(int[] starts, int[] ends) {

    /** The spans of a document's tokens in another order. */
    static TokenSpans of(TokenVectors vectors, int[] order) {
        int[] starts = new int[order.length];
        int[] ends = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            starts[i] = vectors.starts()[order[i]];
            ends[i] = vectors.ends()[order[i]];
        }
        return new TokenSpans(starts, ends);
    }

    BytesRef encoded() {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        try {
            out.writeVInt(starts.length);
            int before = 0;
            for (int i = 0; i < starts.length; i++) {
                out.writeZInt(starts[i] - before);
                out.writeVInt(ends[i] - starts[i]);
                before = starts[i];
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it writes to memory
        }
        return new BytesRef(out.toArrayCopy());
    }

    static TokenSpans decode(BytesRef bytes) {
        ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
        int count = in.readVInt();
        int[] starts = new int[count];
        int[] ends = new int[count];
        int before = 0;
        try {
            for (int i = 0; i < count; i++) {
                starts[i] = before + in.readZInt();
                ends[i] = starts[i] + in.readVInt();
                before = starts[i];
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it reads from memory
        }
        return new TokenSpans(starts, ends);
    }
}
