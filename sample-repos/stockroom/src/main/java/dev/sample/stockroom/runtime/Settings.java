package dev.sample.stockroom.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values from {@code stockroom.properties} on the class path, each of which an environment variable may override: {@code
 * holds.longest} is {@code STOCKROOM_HOLDS_LONGEST} there. A value may refer to another with {@code ${other.name}}.
 */
public final class Settings {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)}");
    private static final Pattern SPAN = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");

    private final Map<String, String> file = new TreeMap<>();
    private final Map<String, String> environment;

    Settings(Properties file, Map<String, String> environment) {
        file.stringPropertyNames().forEach(name -> this.file.put(name, file.getProperty(name)));
        this.environment = environment;
    }

    public static Settings load() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Settings.class.getResourceAsStream("/stockroom.properties")) {
            if (in == null) {
                throw new IOException("stockroom.properties is not on the class path");
            }
            properties.load(in);
        }
        return new Settings(properties, System.getenv());
    }

    public String text(String name) {
        return resolve(name, 0);
    }

    public int number(String name) {
        String value = text(name);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("setting " + name + " is '" + value + "', a whole number is needed", e);
        }
    }

    public double share(String name) {
        double value = Double.parseDouble(text(name));
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("setting " + name + " is " + value + ", needed: 0 to 1");
        }
        return value;
    }

    /** {@code 500ms}, {@code 30s}, {@code 15m}, {@code 2h}, {@code 1d}. A bare number is refused: seconds or what? */
    public Duration span(String name) {
        String value = text(name).strip().toLowerCase(Locale.ROOT);
        Matcher m = SPAN.matcher(value);
        if (!m.matches()) {
            throw new IllegalArgumentException("setting " + name + " is '" + value + "', write it like 30s or 15m");
        }
        long n = Long.parseLong(m.group(1));
        return switch (m.group(2)) {
            case "ms" -> Duration.ofMillis(n);
            case "s" -> Duration.ofSeconds(n);
            case "m" -> Duration.ofMinutes(n);
            case "h" -> Duration.ofHours(n);
            default -> Duration.ofDays(n);
        };
    }

    private String resolve(String name, int depth) {
        if (depth > 10) {
            throw new IllegalArgumentException("setting " + name + " refers to itself in a circle");
        }
        String variable = "STOCKROOM_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        String raw = environment.getOrDefault(variable, file.get(name));
        if (raw == null) {
            throw new IllegalArgumentException("setting " + name + " is absent; add it or set " + variable);
        }
        return REFERENCE.matcher(raw).replaceAll(r -> Matcher.quoteReplacement(resolve(r.group(1), depth + 1)));
    }
}
