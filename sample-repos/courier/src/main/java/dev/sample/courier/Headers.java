package dev.sample.courier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Header fields, immutable. Names are compared without regard to case and keep the spelling they were first given;
 * a name may have several values, in the order of arrival.
 */
public final class Headers {
    public static final Headers NONE = new Headers(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));

    private static final Set<String> SECRETS =
            Set.of("authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "x-courier-signature");

    private final TreeMap<String, List<String>> fields;

    private Headers(TreeMap<String, List<String>> fields) {
        this.fields = fields;
    }

    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("names and values must alternate, got " + namesAndValues.length + " strings");
        }
        Headers headers = NONE;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers = headers.plus(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    public static Headers copyOf(Map<String, List<String>> source) {
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        // HTTP/2 pseudo fields (":status") come along with the JDK's map and are of no use to anybody.
        source.forEach((name, values) -> {
            if (!name.startsWith(":")) {
                copy.put(name, List.copyOf(values));
            }
        });
        return new Headers(copy);
    }

    /** Replaces every value of the field by this one. */
    public Headers with(String name, String value) {
        TreeMap<String, List<String>> copy = copyFields();
        copy.put(checkedName(name), List.of(checkedValue(name, value)));
        return new Headers(copy);
    }

    /** Adds a value behind those the field has already. */
    public Headers plus(String name, String value) {
        TreeMap<String, List<String>> copy = copyFields();
        List<String> values = new ArrayList<>(copy.getOrDefault(name, List.of()));
        values.add(checkedValue(name, value));
        copy.put(checkedName(name), List.copyOf(values));
        return new Headers(copy);
    }

    public Headers without(String name) {
        if (!fields.containsKey(name)) {
            return this;
        }
        TreeMap<String, List<String>> copy = copyFields();
        copy.remove(name);
        return new Headers(copy);
    }

    public Optional<String> first(String name) {
        return fields.getOrDefault(name, List.of()).stream().findFirst();
    }

    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** All values of a list-valued field as one comma-separated line, empty when the field is absent. */
    public String joined(String name) {
        return String.join(", ", all(name));
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    public Map<String, List<String>> asMap() {
        return Collections.unmodifiableMap(fields);
    }

    /** A copy fit for log files: credentials, cookies and signatures are blotted out, everything else stays legible. */
    public Headers redacted() {
        TreeMap<String, List<String>> copy = copyFields();
        copy.replaceAll((name, values) -> SECRETS.contains(name.toLowerCase(Locale.ROOT)) ? List.of("*****") : values);
        return new Headers(copy);
    }

    private TreeMap<String, List<String>> copyFields() {
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(fields);
        return copy;
    }

    private static String checkedName(String name) {
        if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c >= 127 || "()<>@,;:\\\"/[]?={}".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("not a header name: '" + name + "'");
        }
        return name;
    }

    // A line break in a value would let the caller's data start a header of its own.
    private static String checkedValue(String name, String value) {
        if (value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException("illegal line break or NUL in the value of header " + name);
        }
        return value.strip();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return redacted().fields.toString();
    }
}
