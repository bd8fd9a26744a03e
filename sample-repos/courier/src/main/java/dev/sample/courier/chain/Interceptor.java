package dev.sample.courier.chain;

import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * One link between the caller and the wire. It may alter the request, answer without asking anybody, ask several times,
 * or alter the reply. A link that asks again must close the replies it does not hand on.
 */
@FunctionalInterface
public interface Interceptor {
    Reply intercept(Request request, Next next) throws IOException;

    /** The rest of the chain. */
    @FunctionalInterface
    interface Next {
        Reply proceed(Request request) throws IOException;
    }

    /** A link that only rewrites requests, for instance to add a header to every call. */
    static Interceptor rewriting(UnaryOperator<Request> rewrite) {
        return (request, next) -> next.proceed(rewrite.apply(request));
    }

    static Interceptor userAgent(String product) {
        return rewriting(request -> request.headers().has("User-Agent")
                ? request
                : request.toBuilder().header("User-Agent", product).build());
    }
}
