package dev.sample.quill.language;

import java.util.Locale;
import java.util.Map;

/**
 * Brings English words of one family together (connect, connected, connecting → connect) so that they count as the same
 * term. A handful of rules, much less than Porter's: the result need not be a word, it only has to be the same for the
 * family.
 */
public final class RootForm {
    private static final Map<String, String> IRREGULAR = Map.of(
            "children", "child",
            "people", "person",
            "mice", "mouse",
            "feet", "foot",
            "went", "go",
            "was", "be",
            "were", "be",
            "is", "be");

    private RootForm() {}

    public static String of(String word) {
        String w = word.toLowerCase(Locale.ROOT);
        String irregular = IRREGULAR.get(w);
        if (irregular != null) {
            return irregular;
        }
        w = singular(w);
        w = verb(w);
        for (String ending : new String[] {"ness", "ment", "ly"}) {
            if (w.endsWith(ending) && w.length() - ending.length() >= 4) {
                w = cut(w, ending.length());
            }
        }
        return w.endsWith("e") && w.length() > 4 ? cut(w, 1) : w;
    }

    private static String singular(String w) {
        if (w.endsWith("ies") && w.length() > 4) {
            return cut(w, 3) + "y";
        }
        if (w.endsWith("sses") || w.endsWith("xes") || w.endsWith("ches") || w.endsWith("shes")) {
            return cut(w, 2);
        }
        boolean plural = w.endsWith("s") && !w.endsWith("ss") && !w.endsWith("us") && !w.endsWith("is");
        return plural && w.length() > 3 ? cut(w, 1) : w;
    }

    private static String verb(String w) {
        int ending = w.endsWith("ing") ? 3 : w.endsWith("ed") ? 2 : 0;
        if (ending == 0 || !hasVowel(w, w.length() - ending) || w.length() - ending < 3) {
            return w;
        }
        String stem = cut(w, ending);
        char last = stem.charAt(stem.length() - 1);
        boolean doubled = last == stem.charAt(stem.length() - 2) && "lsz".indexOf(last) < 0;
        return doubled ? cut(stem, 1) : stem; // running → run, falling → fall
    }

    private static boolean hasVowel(String w, int end) {
        for (int i = 0; i < end; i++) {
            if ("aeiouy".indexOf(w.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static String cut(String w, int letters) {
        return w.substring(0, w.length() - letters);
    }
}
