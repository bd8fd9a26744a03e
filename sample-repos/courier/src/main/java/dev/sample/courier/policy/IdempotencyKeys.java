package dev.sample.courier.policy;

import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.chain.Interceptor;
import java.io.IOException;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Gives every POST and PATCH a name of its own. When the answer to a payment is lost on the way, nobody knows whether the
 * money moved; the second attempt carries the same name as the first, and the server does the work only once.
 *
 * <p>Stands in front of the retry link for that reason: behind it each attempt would get a new name.
 */
public final class IdempotencyKeys implements Interceptor {
    public static final String HEADER = "Idempotency-Key";

    private final Supplier<String> generator;

    public IdempotencyKeys() {
        this(() -> UUID.randomUUID().toString());
    }

    public IdempotencyKeys(Supplier<String> generator) {
        this.generator = generator;
    }

    @Override
    public Reply intercept(Request request, Next next) throws IOException {
        if (request.verb().repeatable() || request.headers().has(HEADER)) {
            return next.proceed(request);
        }
        return next.proceed(request.toBuilder().header(HEADER, generator.get()).build());
    }
}
