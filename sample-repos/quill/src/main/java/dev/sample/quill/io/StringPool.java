package dev.sample.quill.io;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Hands out one instance for equal strings, so that a million rows with the same city name share it.
 *
 * <p>Unlike {@link String#intern} the pool has a fixed number of slots and forgets: a new string takes the slot of an
 * older one with the same hash. That bounds memory and needs no lock; a lost entry costs a duplicate, never a wrong
 * answer.
 *
 * @author parser team
 */
public final class StringPool {
    private final AtomicReferenceArray<String> slots;
    private final int mask;

    /** @param capacity rounded up to a power of two */
    public StringPool(int capacity) {
        int size = Integer.highestOneBit(Math.max(2, capacity) - 1) << 1;
        this.slots = new AtomicReferenceArray<>(size);
        this.mask = size - 1;
    }

    public String share(String s) {
        if (s == null || s.length() > 64) {
            return s;
        }
        int slot = slot(s.hashCode());
        String known = slots.get(slot);
        if (s.equals(known)) {
            return known;
        }
        slots.set(slot, s);
        return s;
    }

    /** As {@link #share(String)} without making a string first when the characters are known already. */
    public String share(char[] buffer, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + buffer[i];
        }
        String known = slots.get(slot(hash));
        return known != null && same(known, buffer, from, to) ? known : share(new String(buffer, from, to - from));
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 16) & mask;
    }

    private static boolean same(String known, char[] buffer, int from, int to) {
        if (known.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (known.charAt(i - from) != buffer[i]) {
                return false;
            }
        }
        return true;
    }
}
