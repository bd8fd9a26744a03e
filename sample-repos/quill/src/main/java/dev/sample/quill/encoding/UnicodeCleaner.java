package dev.sample.quill.encoding;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Makes strings comparable that look the same on the screen but are not.
 *
 * <p>Unicode can write é as one code point (U+00E9) or as e and a combining accent (U+0065 U+0301); file names from macOS
 * come in the second form, keyboards produce the first, and {@code equals} tells them apart.
 */
public final class UnicodeCleaner {
    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
    private static final Pattern INVISIBLE = Pattern.compile("[\\u200B-\\u200F\\u2060\\uFEFF\\u00AD]");
    private static final Map<Character, String> UNDECOMPOSABLE = Map.ofEntries(
            Map.entry('ß', "ss"),
            Map.entry('æ', "ae"),
            Map.entry('Æ', "AE"),
            Map.entry('ø', "o"),
            Map.entry('Ø', "O"),
            Map.entry('œ', "oe"),
            Map.entry('Œ', "OE"),
            Map.entry('ł', "l"),
            Map.entry('Ł', "L"),
            Map.entry('đ', "d"),
            Map.entry('Đ', "D"),
            Map.entry('þ', "th"),
            Map.entry('ı', "i"));

    private UnicodeCleaner() {}

    /** One form for equal-looking text: composed, without zero-width characters, every kind of blank as a plain one. */
    public static String canonical(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        return INVISIBLE.matcher(composed).replaceAll("").replaceAll("[\\u00A0\\u2000-\\u200A\\u202F\\u3000]", " ");
    }

    public static boolean sameLooking(String a, String b) {
        return canonical(a).equals(canonical(b));
    }

    /** Takes the accents off: "Crème brûlée" is "Creme brulee". Other scripts keep their letters. */
    public static String plain(String text) {
        String bare = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        StringBuilder out = new StringBuilder(bare.length());
        for (int i = 0; i < bare.length(); i++) {
            String written = UNDECOMPOSABLE.get(bare.charAt(i));
            out.append(written == null ? String.valueOf(bare.charAt(i)) : written);
        }
        return out.toString();
    }

    /** {@link #plain}, typographic quotes and dashes as typed ones, and a question mark for all that is left over. */
    public static String toAscii(String text) {
        return plain(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("[‘’‚]", "'")
                .replaceAll("[“”„«»]", "\"")
                .replaceAll("[‐-―]", "-")
                .replaceAll("[^\\x00-\\x7F]", "?");
    }
}
