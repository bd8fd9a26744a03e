package dev.sample.courier.cookie;

import dev.sample.courier.header.HttpDates;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * @param domain lower case, without leading dot
 * @param hostOnly whether subdomains are left out, as they are when the server named no domain
 * @param expires {@link Instant#MAX} for the end of the session
 */
public record Cookie(
        String name, String value, String domain, boolean hostOnly, String path, Instant expires, boolean secure, boolean httpOnly) {

    /** Reads one {@code Set-Cookie} line that came from {@code origin}; empty when it must not be accepted. */
    public static Optional<Cookie> parse(String line, URI origin, Instant now) {
        String[] pieces = line.split(";");
        int equals = pieces[0].indexOf('=');
        if (equals <= 0) {
            return Optional.empty();
        }
        String host = origin.getHost().toLowerCase(Locale.ROOT);
        String name = pieces[0].substring(0, equals).strip();
        String domain = null;
        String path = defaultPath(origin);
        Instant expires = null;
        Long maxAge = null;
        boolean secure = false;
        boolean httpOnly = false;
        for (int i = 1; i < pieces.length; i++) {
            int at = pieces[i].indexOf('=');
            String key = (at < 0 ? pieces[i] : pieces[i].substring(0, at)).strip().toLowerCase(Locale.ROOT);
            String text = at < 0 ? "" : pieces[i].substring(at + 1).strip();
            switch (key) {
                case "domain" -> domain = text.isEmpty() ? null : text.replaceFirst("^\\.", "").toLowerCase(Locale.ROOT);
                case "path" -> path = text.startsWith("/") ? text : path;
                case "expires" -> expires = HttpDates.parse(text.replace('-', ' ')).orElse(expires);
                case "max-age" -> maxAge = text.matches("-?\\d{1,10}") ? Long.valueOf(text) : maxAge;
                case "secure" -> secure = true;
                case "httponly" -> httpOnly = true;
                default -> { }
            }
        }
        if (domain != null && !acceptable(domain, host) || violatesPrefix(name, secure, domain, path)) {
            return Optional.empty();
        }
        Instant end = maxAge != null ? now.plusSeconds(maxAge) : expires != null ? expires : Instant.MAX;
        return Optional.of(new Cookie(
                name, pieces[0].substring(equals + 1).strip(), domain == null ? host : domain, domain == null, path, end, secure, httpOnly));
    }

    public boolean expiredAt(Instant now) {
        return !now.isBefore(expires);
    }

    public boolean persistent() {
        return !expires.equals(Instant.MAX);
    }

    /** Whether it goes along with a request to this address. */
    public boolean matches(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        boolean hostFits = hostOnly ? host.equals(domain) : within(host, domain);
        return hostFits && (!secure || "https".equalsIgnoreCase(uri.getScheme())) && pathFits(uri);
    }

    private boolean pathFits(URI uri) {
        String asked = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        // "/app" covers "/app" and "/app/x" but not "/apple"
        return asked.equals(path) || asked.startsWith(path.endsWith("/") ? path : path + "/");
    }

    // A cookie for "com" would be sent to half of the web, one for another site has no business here.
    private static boolean acceptable(String domain, String host) {
        return within(host, domain) && (domain.contains(".") || domain.equals(host));
    }

    private static boolean within(String host, String domain) {
        return host.equals(domain) || host.endsWith("." + domain) && !host.matches("[\\d.]+");
    }

    private static boolean violatesPrefix(String name, boolean secure, String domain, String path) {
        return name.startsWith("__Secure-") && !secure
                || name.startsWith("__Host-") && (!secure || domain != null || !path.equals("/"));
    }

    private static String defaultPath(URI origin) {
        String path = origin.getRawPath();
        int slash = path == null ? -1 : path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }
}
