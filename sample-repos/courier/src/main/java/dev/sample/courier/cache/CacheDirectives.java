package dev.sample.courier.cache;

import dev.sample.courier.Headers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cache-Control, of a request or a reply. */
public record CacheDirectives(Map<String, String> values) {
    private static final Pattern DIRECTIVE = Pattern.compile("([\\w-]+)(?:\\s*=\\s*(?:\"([^\"]*)\"|([^,\\s]*)))?");

    public static CacheDirectives of(Headers headers) {
        Map<String, String> values = new HashMap<>();
        Matcher matcher = DIRECTIVE.matcher(headers.joined("Cache-Control"));
        while (matcher.find()) {
            String argument = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
            values.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), argument == null ? "" : argument);
        }
        // HTTP/1.0's way to say no-cache, heard only where nothing newer speaks
        if (values.isEmpty() && headers.joined("Pragma").toLowerCase(Locale.ROOT).contains("no-cache")) {
            values.put("no-cache", "");
        }
        return new CacheDirectives(Map.copyOf(values));
    }

    public boolean noStore() {
        return values.containsKey("no-store");
    }

    public boolean noCache() {
        return values.containsKey("no-cache");
    }

    public boolean mustRevalidate() {
        return values.containsKey("must-revalidate");
    }

    public boolean onlyIfCached() {
        return values.containsKey("only-if-cached");
    }

    public Optional<Duration> maxAge() {
        return seconds("max-age");
    }

    public Optional<Duration> minFresh() {
        return seconds("min-fresh");
    }

    /** For how long a stale answer is acceptable; {@code max-stale} without a number means any time. */
    public Optional<Duration> maxStale() {
        return "".equals(values.get("max-stale")) ? Optional.of(Duration.ofDays(36_500)) : seconds("max-stale");
    }

    public Optional<Duration> staleIfError() {
        return seconds("stale-if-error");
    }

    private Optional<Duration> seconds(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(text -> text.matches("\\d{1,10}"))
                .map(Long::parseLong)
                .map(Duration::ofSeconds);
    }
}
