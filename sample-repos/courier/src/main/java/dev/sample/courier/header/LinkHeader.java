package dev.sample.courier.header;

import dev.sample.courier.url.UrlResolver;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code Link} header (RFC 8288): {@code <https://host/items?page=2>; rel="next", <…>; rel="last"}.
 */
public final class LinkHeader {
    /** One link; parameter names in lower case. */
    public record Link(URI target, Map<String, String> parameters) {
        boolean hasRelation(String relation) {
            String all = parameters.getOrDefault("rel", "");
            return List.of(all.toLowerCase(Locale.ROOT).split("\\s+")).contains(relation.toLowerCase(Locale.ROOT));
        }
    }

    private final List<Link> links;

    private LinkHeader(List<Link> links) {
        this.links = List.copyOf(links);
    }

    public static LinkHeader parse(String value, URI base) {
        List<Link> links = new ArrayList<>();
        int at = 0;
        while ((at = value.indexOf('<', at)) >= 0) {
            int close = value.indexOf('>', at);
            if (close < 0) {
                break;
            }
            URI target = UrlResolver.resolve(base, value.substring(at + 1, close));
            Map<String, String> parameters = new LinkedHashMap<>();
            at = readParameters(value, close + 1, parameters);
            links.add(new Link(target, parameters));
        }
        return new LinkHeader(links);
    }

    /**
     * Address of the first link with the relation.
     *
     * @return null when there is no such link
     */
    public Optional<URI> target(String relation) {
        return links.stream().filter(link -> link.hasRelation(relation)).map(Link::target).findFirst();
    }

    public List<Link> all() {
        return links;
    }

    // Returns the position behind the comma that ends this link. Commas and semicolons inside quotes are text.
    private static int readParameters(String value, int from, Map<String, String> into) {
        StringBuilder piece = new StringBuilder();
        boolean quoted = false;
        int at = from;
        for (; at < value.length(); at++) {
            char c = value.charAt(at);
            if (quoted && c == '\\' && at + 1 < value.length()) {
                piece.append(value.charAt(++at));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ';' || c == ',')) {
                keep(piece, into);
                if (c == ',') {
                    return at + 1;
                }
            } else {
                piece.append(c);
            }
        }
        keep(piece, into);
        return at;
    }

    private static void keep(StringBuilder piece, Map<String, String> into) {
        String text = piece.toString().strip();
        piece.setLength(0);
        int equals = text.indexOf('=');
        if (equals > 0) {
            // RFC 8288: of a repeated parameter the first counts
            into.putIfAbsent(text.substring(0, equals).strip().toLowerCase(Locale.ROOT), text.substring(equals + 1).strip());
        }
    }
}
