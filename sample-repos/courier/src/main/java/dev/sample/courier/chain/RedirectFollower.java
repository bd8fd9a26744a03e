package dev.sample.courier.chain;

import dev.sample.courier.Headers;
import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.Verb;
import dev.sample.courier.body.Body;
import dev.sample.courier.error.CourierException;
import dev.sample.courier.url.UrlResolver;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Follows 301, 302, 303, 307 and 308.
 *
 * <p>303 turns everything but HEAD into GET; 301 and 302 do so for POST only, as browsers always have; 307 and 308 keep
 * method and body, for which the body must be repeatable.
 */
public final class RedirectFollower implements Interceptor {
    private final int maxHops;

    public RedirectFollower(int maxHops) {
        this.maxHops = maxHops;
    }

    @Override
    public Reply intercept(Request request, Next next) throws IOException {
        Set<String> seen = new HashSet<>();
        Request current = request;
        for (int hop = 0; ; hop++) {
            seen.add(current.verb() + " " + current.uri());
            Reply reply = next.proceed(current);
            Optional<Request> onward = nextHop(current, reply);
            if (onward.isEmpty()) {
                return reply;
            }
            reply.close();
            current = onward.get();
            if (hop + 1 > maxHops) {
                throw new CourierException(
                        CourierException.Kind.REDIRECT, "gave up after " + maxHops + " redirects, last to " + current.uri(), request);
            }
            if (seen.contains(current.verb() + " " + current.uri())) {
                throw new CourierException(CourierException.Kind.REDIRECT, "redirect loop at " + current.uri(), request);
            }
        }
    }

    private static Optional<Request> nextHop(Request current, Reply reply) throws CourierException {
        int status = reply.status();
        boolean redirect = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
        Optional<String> location = reply.headers().first("Location");
        if (!redirect || location.isEmpty()) {
            return Optional.empty();
        }
        URI target = resolve(current, location.get());
        if ("https".equals(current.uri().getScheme()) && "http".equals(target.getScheme())) {
            reply.close();
            throw new CourierException(
                    CourierException.Kind.REDIRECT, "refusing to leave https for " + target + "; ask for it directly if you must", current);
        }
        Request.Builder builder = current.toBuilder().to(target);
        if (becomesGet(current.verb(), status)) {
            builder.verb(Verb.GET).body(Body.empty());
            builder.headers(current.headers().without("Content-Type").without("Content-Encoding"));
        } else if (!current.body().repeatable()) {
            reply.close();
            throw new CourierException(
                    CourierException.Kind.REDIRECT, "cannot send a one-shot body again to " + target, current);
        }
        Request onward = builder.build();
        return Optional.of(onward.origin().equals(current.origin()) ? onward : withoutCredentials(onward));
    }

    private static boolean becomesGet(Verb verb, int status) {
        return switch (status) {
            case 303 -> verb != Verb.HEAD && verb != Verb.GET;
            case 301, 302 -> verb == Verb.POST;
            default -> false;
        };
    }

    private static URI resolve(Request current, String location) throws CourierException {
        try {
            URI target = UrlResolver.resolve(current.uri(), location.replace(" ", "%20"));
            // A fragment outlives the hop unless the new address brings its own.
            if (target.getRawFragment() == null && current.uri().getRawFragment() != null) {
                return URI.create(target + "#" + current.uri().getRawFragment());
            }
            return target;
        } catch (IllegalArgumentException e) {
            throw new CourierException(CourierException.Kind.REDIRECT, "unreadable Location '" + location + "'", current, e);
        }
    }

    // The stranger we were sent to must not learn what was meant for the first host.
    private static Request withoutCredentials(Request request) {
        Headers headers = request.headers().without("Authorization").without("Cookie").without("X-Api-Key");
        return request.toBuilder().headers(headers).build();
    }
}
