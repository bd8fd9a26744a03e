package dev.sample.courier.auth;

import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.chain.Interceptor;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

public final class BearerTokens implements Interceptor {
    /** An access token with its end of life. */
    public record Token(String value, Instant expiresAt) {
        @Override
        public String toString() {
            return "Token[*****, " + expiresAt + "]";
        }
    }

    /** Fetches a token from wherever tokens come from. */
    @FunctionalInterface
    public interface Source {
        Token fetch() throws IOException;
    }

    private static final Duration HEAD_START = Duration.ofSeconds(30);

    private final Source source;
    private final Clock clock;
    private final Set<String> origins;
    private final ReentrantLock renewing = new ReentrantLock();
    private volatile Token current;

    /** @param origins the only places that may see the token, as {@link Request#origin()} spells them */
    public BearerTokens(Source source, Set<String> origins, Clock clock) {
        this.source = source;
        this.origins = Set.copyOf(origins);
        this.clock = clock;
    }

    @Override
    public Reply intercept(Request request, Next next) throws IOException {
        if (!origins.contains(request.origin()) || request.headers().has("Authorization")) {
            return next.proceed(request);
        }
        Token token = valid();
        Reply reply = next.proceed(authorized(request, token));
        if (reply.status() != 401 || !request.body().repeatable()) {
            return reply;
        }
        // Revoked before its time. One fresh token, one more try; a second 401 is the caller's to see.
        reply.close();
        return next.proceed(authorized(request, renewed(token)));
    }

    private Token valid() throws IOException {
        Token token = current;
        boolean stale = token == null || !clock.instant().isBefore(token.expiresAt().minus(HEAD_START));
        return stale ? renewed(token) : token;
    }

    // Fifty threads find the token stale at once; the first fetches, the others wait at the lock and find it done.
    private Token renewed(Token rejected) throws IOException {
        renewing.lock();
        try {
            if (current == rejected) {
                current = source.fetch();
            }
            return current;
        } finally {
            renewing.unlock();
        }
    }

    private static Request authorized(Request request, Token token) {
        return request.toBuilder().header("Authorization", "Bearer " + token.value()).build();
    }
}
