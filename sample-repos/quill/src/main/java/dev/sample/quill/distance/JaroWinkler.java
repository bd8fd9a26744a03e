package dev.sample.quill.distance;

public final class JaroWinkler {
    private static final int PREFIX = 4;
    private static final double SCALE = 0.1;

    private JaroWinkler() {}

    public static double jaro(String a, String b) {
        if (a.isEmpty() && b.isEmpty()) {
            return 1.0;
        }
        int window = Math.max(0, Math.max(a.length(), b.length()) / 2 - 1);
        boolean[] usedA = new boolean[a.length()];
        boolean[] usedB = new boolean[b.length()];
        int common = 0;
        for (int i = 0; i < a.length(); i++) {
            int from = Math.max(0, i - window);
            int to = Math.min(b.length() - 1, i + window);
            for (int j = from; j <= to; j++) {
                if (!usedB[j] && a.charAt(i) == b.charAt(j)) {
                    usedA[i] = true;
                    usedB[j] = true;
                    common++;
                    break;
                }
            }
        }
        if (common == 0) {
            return 0.0;
        }
        double m = common;
        double swapped = outOfOrder(a, usedA, b, usedB) / 2.0;
        return (m / a.length() + m / b.length() + (m - swapped) / m) / 3.0;
    }

    /** Made for personal names: agreement in the first four letters counts extra. */
    public static double similarity(String a, String b) {
        double jaro = jaro(a, b);
        int prefix = 0;
        int most = Math.min(PREFIX, Math.min(a.length(), b.length()));
        while (prefix < most && a.charAt(prefix) == b.charAt(prefix)) {
            prefix++;
        }
        return jaro + prefix * SCALE * (1.0 - jaro);
    }

    private static int outOfOrder(String a, boolean[] usedA, String b, boolean[] usedB) {
        int count = 0;
        int j = 0;
        for (int i = 0; i < a.length(); i++) {
            if (!usedA[i]) {
                continue;
            }
            while (!usedB[j]) {
                j++;
            }
            if (a.charAt(i) != b.charAt(j)) {
                count++;
            }
            j++;
        }
        return count;
    }
}
