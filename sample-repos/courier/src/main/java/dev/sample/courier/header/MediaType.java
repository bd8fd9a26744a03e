package dev.sample.courier.header;

import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

public record MediaType(String type, String subtype, Map<String, String> parameters) {
    public static final MediaType OCTETS = new MediaType("application", "octet-stream", Map.of());
    public static final MediaType JSON = new MediaType("application", "json", Map.of());
    public static final MediaType FORM = new MediaType("application", "x-www-form-urlencoded", Map.of());
    public static final MediaType TEXT = new MediaType("text", "plain", Map.of("charset", "utf-8"));

    public static Optional<MediaType> tryParse(String value) {
        String[] pieces = value.split(";");
        String[] names = pieces[0].strip().toLowerCase(Locale.ROOT).split("/");
        if (names.length != 2 || names[0].isBlank() || names[1].isBlank()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 1; i < pieces.length; i++) {
            int equals = pieces[i].indexOf('=');
            if (equals > 0) {
                String text = pieces[i].substring(equals + 1).strip();
                boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
                parameters.put(
                        pieces[i].substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        quoted ? text.substring(1, text.length() - 1) : text);
            }
        }
        return Optional.of(new MediaType(names[0], names[1], parameters));
    }

    public Optional<Charset> charset() {
        return Optional.ofNullable(parameters.get("charset")).filter(MediaType::known).map(Charset::forName);
    }

    public boolean isJson() {
        return subtype.equals("json") || subtype.endsWith("+json");
    }

    /** Whether this range, such as {@code text/*}, takes in the other type. Parameters are not compared. */
    public boolean includes(MediaType other) {
        return type.equals("*") || type.equals(other.type) && (subtype.equals("*") || subtype.equals(other.subtype));
    }

    private static boolean known(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(type).append('/').append(subtype);
        parameters.forEach((name, value) -> text.append("; ").append(name).append('=').append(value));
        return text.toString();
    }
}
