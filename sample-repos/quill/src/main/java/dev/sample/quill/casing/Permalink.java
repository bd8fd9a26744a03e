package dev.sample.quill.casing;

import dev.sample.quill.encoding.UnicodeCleaner;
import java.util.Locale;
import java.util.Set;

/**
 * Turns headlines into the last part of an address.
 *
 * @since 1.1 umlauts are written out (ä → ae); older links used a plain a
 */
public final class Permalink {
    private static final int LONGEST = 80;

    private Permalink() {}

    /** Lower-case ASCII letters, digits and single hyphens, at most 60 characters, never ending inside a word. */
    public static String of(String headline) {
        String ascii = UnicodeCleaner.toAscii(writeOut(headline.toLowerCase(Locale.ROOT)));
        String slug = ascii.replaceAll("['’]", "").replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (slug.length() <= LONGEST) {
            return slug;
        }
        int cut = slug.lastIndexOf('-', LONGEST);
        return slug.substring(0, cut > 0 ? cut : LONGEST);
    }

    /** As {@link #of}, with -2, -3 … appended until it is not in {@code taken}. */
    public static String unique(String headline, Set<String> taken) {
        String base = of(headline);
        String candidate = base;
        for (int n = 2; taken.contains(candidate); n++) {
            candidate = base + "-" + n;
        }
        return candidate;
    }

    private static String writeOut(String text) {
        return text.replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("&", " and ")
                .replace("@", " at ");
    }
}
