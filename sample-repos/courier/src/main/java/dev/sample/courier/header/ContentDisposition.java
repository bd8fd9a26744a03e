package dev.sample.courier.header;

import dev.sample.courier.url.PercentCodec;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * @param type {@code attachment}, {@code inline} or {@code form-data}
 * @param fileName as the server spelt it; not to be trusted as a path, see {@link #safeFileName()}
 */
public record ContentDisposition(String type, Optional<String> fileName) {
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([\\w!#$%&'*+.^`|~-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]+))");

    /** {@code filename*} with its charset wins over plain {@code filename}, whatever their order. */
    public static ContentDisposition parse(String value) {
        int semicolon = value.indexOf(';');
        String type = (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        String plain = null;
        String extended = null;
        Matcher matcher = PARAMETER.matcher(value);
        while (matcher.find()) {
            String text = matcher.group(2) != null ? matcher.group(2).replaceAll("\\\\(.)", "$1") : matcher.group(3);
            switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
                case "filename" -> plain = text;
                case "filename*" -> extended = decodeExtended(text).orElse(extended);
                default -> { }
            }
        }
        return new ContentDisposition(type, Optional.ofNullable(extended != null ? extended : plain));
    }

    /**
     * The last segment of the name, free of directories, drive letters, control characters and leading dots, so that
     * {@code ../../etc/passwd} becomes {@code passwd}. Empty when nothing usable is left.
     */
    public Optional<String> safeFileName() {
        return fileName.map(name -> name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1))
                .map(name -> name.replaceAll("[\\p{Cntrl}:*?\"<>|]", "_").replaceAll("^\\.+", "").strip())
                .filter(name -> !name.isEmpty());
    }

    /** {@code form-data; name="…"; filename="…"} with quotes and line breaks escaped the way browsers do. */
    public static String formData(String name, String fileName) {
        String field = "form-data; name=\"" + browserEscaped(name) + "\"";
        return fileName == null ? field : field + "; filename=\"" + browserEscaped(fileName) + "\"";
    }

    private static String browserEscaped(String text) {
        return text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    // RFC 8187: charset'language'percent-encoded
    private static Optional<String> decodeExtended(String text) {
        String[] parts = text.split("'", 3);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            Charset charset = parts[0].isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(parts[0]);
            return Optional.of(PercentCodec.decode(parts[2], charset));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException | PercentCodec.MalformedException e) {
            return Optional.empty();
        }
    }
}
