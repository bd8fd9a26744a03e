package dev.quarry.eval.data;

/**
 * The order that {@code numpy.random.seed(s); numpy.random.shuffle(numpy.arange(n))} gives: CodeSearchNet's batches come from it,
 * so a number can be compared with published ones only over the very same batches. Mersenne Twister (Matsumoto and Nishimura,
 * 1998) with numpy's older seeding, and its bounded integers by masking and rejection.
 */
final class NumpyShuffle {
    private static final int STATE = 624;
    private static final int SHIFT = 397;

    private final int[] state = new int[STATE];
    private int next = STATE;

    private NumpyShuffle(int seed) {
        state[0] = seed;
        for (int i = 1; i < STATE; i++) {
            state[i] = 1_812_433_253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /** The numbers 0 to n − 1 in their new order. */
    static int[] permutation(int n, int seed) {
        NumpyShuffle random = new NumpyShuffle(seed);
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = random.atMost(i);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    private int atMost(int max) {
        int mask = -1 >>> Integer.numberOfLeadingZeros(max);
        int value = nextInt() & mask;
        while (value > max) {
            value = nextInt() & mask;
        }
        return value;
    }

    private int nextInt() {
        if (next == STATE) {
            for (int i = 0; i < STATE; i++) {
                int bits = (state[i] & 0x80000000) | (state[(i + 1) % STATE] & 0x7fffffff);
                state[i] = state[(i + SHIFT) % STATE] ^ (bits >>> 1) ^ ((bits & 1) == 0 ? 0 : 0x9908b0df);
            }
            next = 0;
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }
}
