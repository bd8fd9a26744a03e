package dev.sample.courier;

import dev.sample.courier.body.Body;
import dev.sample.courier.url.QueryString;
import dev.sample.courier.url.UrlTemplate;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What to send. Immutable; {@link #toBuilder()} makes altered copies, which is what interceptors do all day. */
public final class Request {
    private final Verb verb;
    private final URI uri;
    private final Headers headers;
    private final Body body;
    private final Duration budget;
    private final Map<Class<?>, Object> tags;

    private Request(Builder builder) {
        this.verb = builder.verb;
        this.uri = builder.uri;
        this.headers = builder.headers;
        this.body = builder.body;
        this.budget = builder.budget;
        this.tags = Map.copyOf(builder.tags);
    }

    public static Builder get(String url) {
        return to(Verb.GET, URI.create(url));
    }

    public static Builder post(String url, Body body) {
        return to(Verb.POST, URI.create(url)).body(body);
    }

    public static Builder put(String url, Body body) {
        return to(Verb.PUT, URI.create(url)).body(body);
    }

    public static Builder delete(String url) {
        return to(Verb.DELETE, URI.create(url));
    }

    /** Expands an RFC 6570 template such as {@code https://host/users/{id}{?page}} and starts a request to the result. */
    public static Builder expanding(Verb verb, String template, Map<String, ?> variables) {
        return to(verb, UrlTemplate.compile(template).expand(variables));
    }

    public static Builder to(Verb verb, URI uri) {
        return new Builder(verb, uri);
    }

    public Verb verb() {
        return verb;
    }

    public URI uri() {
        return uri;
    }

    public Headers headers() {
        return headers;
    }

    public Body body() {
        return body;
    }

    /** Time allowed for the whole call, every attempt and pause included. */
    public Optional<Duration> budget() {
        return Optional.ofNullable(budget);
    }

    public <T> Optional<T> tag(Class<T> type) {
        return Optional.ofNullable(type.cast(tags.get(type)));
    }

    /** scheme://host:port with the default port filled in. */
    public String origin() {
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return (uri.getScheme() + "://" + uri.getHost() + ":" + port).toLowerCase(Locale.ROOT);
    }

    public Builder toBuilder() {
        Builder builder = new Builder(verb, uri);
        builder.headers = headers;
        builder.body = body;
        builder.budget = budget;
        builder.tags.putAll(tags);
        return builder;
    }

    @Override
    public String toString() {
        return verb + " " + uri;
    }

    public static final class Builder {
        private Verb verb;
        private URI uri;
        private Headers headers = Headers.NONE;
        private Body body = Body.empty();
        private Duration budget;
        private final Map<Class<?>, Object> tags = new HashMap<>();

        private Builder(Verb verb, URI uri) {
            this.verb = verb;
            to(uri);
        }

        public Builder verb(Verb newVerb) {
            this.verb = newVerb;
            return this;
        }

        public Builder to(URI newUri) {
            if (newUri.getHost() == null || newUri.getScheme() == null || !newUri.getScheme().matches("(?i)https?")) {
                throw new IllegalArgumentException("an absolute http or https address is needed, got '" + newUri + "'");
            }
            this.uri = newUri;
            return this;
        }

        public Builder header(String name, String value) {
            headers = headers.with(name, value);
            return this;
        }

        public Builder headers(Headers newHeaders) {
            headers = newHeaders;
            return this;
        }

        /** Appends one encoded parameter to those the address has already. */
        public Builder query(String name, Object value) {
            uri = QueryString.parse(uri.getRawQuery()).plus(name, value).appliedTo(uri);
            return this;
        }

        public Builder body(Body newBody) {
            body = newBody;
            return this;
        }

        public Builder within(Duration newBudget) {
            if (newBudget.isNegative() || newBudget.isZero()) {
                throw new IllegalArgumentException("a call needs a positive time budget, got " + newBudget);
            }
            budget = newBudget;
            return this;
        }

        /** Attaches a value for interceptors to find by its type; one value for each type. */
        public <T> Builder tag(Class<T> type, T value) {
            tags.put(type, type.cast(value));
            return this;
        }

        public Request build() {
            if (!verb.carriesBody() && body.length() != 0) {
                throw new IllegalStateException(verb + " requests have no body");
            }
            return new Request(this);
        }
    }
}
