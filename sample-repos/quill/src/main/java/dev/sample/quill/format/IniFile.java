package dev.sample.quill.format;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

public final class IniFile {
    private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();

    private IniFile() {}

    /**
     * Sections in brackets, {@code key = value} or {@code key: value}, comments behind {@code ;} or {@code #} at the start
     * of a line. A line that begins with blanks continues the value above. Keys before the first section belong to the
     * section with the empty name. A key that comes twice keeps its last value.
     *
     * @throws IllegalArgumentException with the line number for a line that is none of these
     */
    public static IniFile parse(String text) {
        IniFile ini = new IniFile();
        Map<String, String> section = ini.sections.computeIfAbsent("", n -> new LinkedHashMap<>());
        String key = null;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String bare = line.strip();
            if (bare.isEmpty() || bare.startsWith(";") || bare.startsWith("#")) {
                continue;
            }
            if (Character.isWhitespace(line.charAt(0)) && key != null) {
                section.merge(key, bare, (above, more) -> above + "\n" + more);
            } else if (bare.startsWith("[") && bare.endsWith("]")) {
                section = ini.sections.computeIfAbsent(name(bare), n -> new LinkedHashMap<>());
                key = null;
            } else {
                int split = separator(bare);
                if (split < 1) {
                    throw new IllegalArgumentException("line " + number + " is neither a section nor key = value: " + bare);
                }
                key = bare.substring(0, split).strip();
                section.put(key, unquote(bare.substring(split + 1).strip()));
            }
        }
        return ini;
    }

    public Set<String> sections() {
        return sections.keySet();
    }

    public Optional<String> get(String section, String key) {
        return Optional.ofNullable(sections.getOrDefault(section, Map.of()).get(key));
    }

    /** yes, true, on and 1 are true; everything else is false. */
    public boolean flag(String section, String key, boolean fallback) {
        return get(section, key)
                .map(v -> switch (v.toLowerCase(Locale.ROOT)) {
                    case "yes", "true", "on", "1" -> true;
                    case "no", "false", "off", "0" -> false;
                    default -> throw new IllegalArgumentException(
                            "[" + section + "] " + key + " must be yes or no but is '" + v + "'");
                })
                .orElse(fallback);
    }

    private static String name(String bracketed) {
        return bracketed.substring(1, bracketed.length() - 1).strip();
    }

    private static int separator(String line) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        return equals < 0 ? colon : colon < 0 ? equals : Math.min(equals, colon);
    }

    private static String unquote(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
