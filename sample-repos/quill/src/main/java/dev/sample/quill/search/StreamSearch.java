package dev.sample.quill.search;

import java.io.IOException;
import java.io.Reader;

/**
 * Finds one string in a stream that is too long to hold in memory, by the failure table of Knuth, Morris and Pratt. No
 * character is looked at twice and nothing but the needle is kept.
 */
public final class StreamSearch {
    private final char[] needle;
    private final int[] table;

    public StreamSearch(String needle) {
        if (needle.isEmpty()) {
            throw new IllegalArgumentException("needle must not be empty");
        }
        this.needle = needle.toCharArray();
        this.table = borders(this.needle);
    }

    /** Character offset of the first occurrence, -1 where there is none. Leaves the reader just behind the occurrence. */
    public long first(Reader reader) throws IOException {
        int matched = 0;
        long position = 0;
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            position++;
            matched = advance(matched, (char) c);
            if (matched == needle.length) {
                return position - needle.length;
            }
        }
        return -1;
    }

    /** Overlapping occurrences count: "aa" is three times in "aaaa". */
    public long count(Reader reader) throws IOException {
        int matched = 0;
        long found = 0;
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            matched = advance(matched, (char) c);
            if (matched == needle.length) {
                found++;
                matched = table[matched - 1];
            }
        }
        return found;
    }

    private int advance(int matched, char c) {
        int m = matched;
        while (m > 0 && needle[m] != c) {
            m = table[m - 1];
        }
        return needle[m] == c ? m + 1 : m;
    }

    private static int[] borders(char[] needle) {
        int[] table = new int[needle.length];
        int border = 0;
        for (int i = 1; i < needle.length; i++) {
            while (border > 0 && needle[i] != needle[border]) {
                border = table[border - 1];
            }
            if (needle[i] == needle[border]) {
                border++;
            }
            table[i] = border;
        }
        return table;
    }
}
