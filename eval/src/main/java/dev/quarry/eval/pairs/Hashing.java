package dev.quarry.eval.pairs;

/** Hashes that are the same in every run and on every machine; the choices that a seed makes rest on them. */
final class Hashing {
    private Hashing() {}

    static long of(CharSequence text) {
        return of(text, 0, text.length());
    }

    /** FNV-1a over the characters, then mixed. */
    static long of(CharSequence text, int start, int end) {
        long hash = 0xcbf29ce484222325L;
        for (int i = start; i < end; i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /** The finaliser of SplitMix64: every bit of the input reaches every bit of the output. */
    static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
