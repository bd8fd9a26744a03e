package dev.sample.courier.url;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Query parameters in order, repeated names allowed. Immutable. */
public final class QueryString {
    public static final QueryString EMPTY = new QueryString(List.of());

    private final List<Map.Entry<String, String>> pairs;

    private QueryString(List<Map.Entry<String, String>> pairs) {
        this.pairs = List.copyOf(pairs);
    }

    /** @param rawQuery what stands behind the question mark, still encoded; null counts as empty */
    public static QueryString parse(String rawQuery) {
        if (rawQuery == null || rawQuery.isEmpty()) {
            return EMPTY;
        }
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        for (String piece : rawQuery.split("&")) {
            if (!piece.isEmpty()) {
                int equals = piece.indexOf('=');
                String name = equals < 0 ? piece : piece.substring(0, equals);
                String value = equals < 0 ? "" : piece.substring(equals + 1);
                pairs.add(Map.entry(decoded(name), decoded(value)));
            }
        }
        return new QueryString(pairs);
    }

    public static QueryString of(Map<String, ?> parameters) {
        QueryString query = EMPTY;
        for (Map.Entry<String, ?> entry : parameters.entrySet()) {
            query = query.plus(entry.getKey(), entry.getValue());
        }
        return query;
    }

    /** A collection adds the name once for each element; null adds nothing. */
    public QueryString plus(String name, Object value) {
        if (value == null) {
            return this;
        }
        List<Map.Entry<String, String>> more = new ArrayList<>(pairs);
        if (value instanceof Collection<?> many) {
            many.forEach(one -> more.add(Map.entry(name, String.valueOf(one))));
        } else {
            more.add(Map.entry(name, value.toString()));
        }
        return new QueryString(more);
    }

    public Optional<String> first(String name) {
        return pairs.stream().filter(pair -> pair.getKey().equals(name)).map(Map.Entry::getValue).findFirst();
    }

    public QueryString sorted() {
        List<Map.Entry<String, String>> copy = new ArrayList<>(pairs);
        copy.sort(Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()));
        return new QueryString(copy);
    }

    public String encoded() {
        List<String> pieces = new ArrayList<>();
        pairs.forEach(pair -> pieces.add(PercentCodec.encode(pair.getKey()) + "=" + PercentCodec.encode(pair.getValue())));
        return String.join("&", pieces);
    }

    /** The address with its query replaced by this one. */
    public URI appliedTo(URI uri) {
        String text = uri.toString();
        int end = text.indexOf('#');
        String fragment = end < 0 ? "" : text.substring(end);
        String front = end < 0 ? text : text.substring(0, end);
        int question = front.indexOf('?');
        String bare = question < 0 ? front : front.substring(0, question);
        return URI.create(bare + (pairs.isEmpty() ? "" : "?" + encoded()) + fragment);
    }

    private static String decoded(String text) {
        return PercentCodec.decode(text.replace('+', ' '), StandardCharsets.UTF_8);
    }
}
