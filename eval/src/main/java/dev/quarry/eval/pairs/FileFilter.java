package dev.quarry.eval.pairs;

import java.util.Optional;
import java.util.regex.Pattern;

/** Tells files that a library's authors wrote from those that tools or other projects did. */
final class FileFilter {
    private static final int LARGEST = 1_000_000;
    private static final int HEAD = 6_000;

    private static final Pattern FOREIGN_PATH = Pattern.compile("(?i)(?:^|.*[/$.])"
            + "(?:shaded|repackaged|repackage|relocated|thirdparty|third_party|vendor|vendored|\\$internal|harmony|jsr166[a-z]?"
            + "|joda|fasterxml|envoyproxy|mindrot|backport|lang3|math3|pdfbox|fontbox|mapdb|META-INF)/.*");
    private static final Pattern GENERATED = Pattern.compile(
            "(?i)(?:@Generated\\b|generated (?:by|from|automatically|file|source|code)\\b|do not (?:edit|modify)\\b|auto-?generated)");
    /** Said in a comment of code that was taken over; the libraries are those that scores are measured on, and the JDK. */
    private static final Pattern COPIED = Pattern.compile(
            "(?is)(?:cop(?:y|ied)|borrow|adapt|deriv|taken|fork|ported|back-?port|lifted|stolen|based on|originat|inspired|excerpt)"
                    + "[^;{}]{0,120}(?:commons[- .]?lang|commons[- .]?math|joda|pdfbox|mapdb|jdbm|harmony|open-?jdk|\\bjdk\\b|skywalking|jackson)");

    private FileFilter() {}

    /** Why a file is left out, empty where it is read. */
    static Optional<DropReason> reject(String path, String text) {
        if (FOREIGN_PATH.matcher(path).matches()) {
            return Optional.of(DropReason.FOREIGN_FILE);
        }
        if (text.length() > LARGEST) {
            return Optional.of(DropReason.LARGE_FILE);
        }
        String head = text.substring(0, Math.min(HEAD, text.length()));
        if (GENERATED.matcher(head).find()) {
            return Optional.of(DropReason.GENERATED_FILE);
        }
        return COPIED.matcher(head).find() ? Optional.of(DropReason.COPIED_FILE) : Optional.empty();
    }
}
