package dev.sample.courier;

import dev.sample.courier.auth.BearerTokens;
import dev.sample.courier.auth.HmacSigner;
import dev.sample.courier.body.GzipCodec;
import dev.sample.courier.cache.ReplyCache;
import dev.sample.courier.chain.Interceptor;
import dev.sample.courier.chain.RedirectFollower;
import dev.sample.courier.cookie.CookieJar;
import dev.sample.courier.error.CourierException;
import dev.sample.courier.error.ErrorMapper;
import dev.sample.courier.metrics.CallListener;
import dev.sample.courier.metrics.CallMeter;
import dev.sample.courier.policy.Deadline;
import dev.sample.courier.policy.Fuse;
import dev.sample.courier.policy.FuseBox;
import dev.sample.courier.policy.IdempotencyKeys;
import dev.sample.courier.policy.RetryInterceptor;
import dev.sample.courier.policy.RetryPolicy;
import dev.sample.courier.policy.Sleeper;
import dev.sample.courier.policy.Throttle;
import dev.sample.courier.transport.JdkTransport;
import dev.sample.courier.transport.Transport;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * The client. Thread-safe and meant to be shared: one for each kind of remote service, not one for each call, because
 * fuses, throttles, caches and connections are only worth having when calls have them in common.
 *
 * <p>A call passes the links of a chain in this order, each seeing what the previous let through: own interceptors,
 * meter, cache, redirects, cookies, idempotency key, retry, fuse, throttle, bearer token, gzip, signature, transport.
 * What stands before retry happens once for a call (or a hop), what stands behind it happens again with every attempt.
 */
public final class Courier {
    private final List<Interceptor> links;
    private final Transport transport;
    private final Clock clock;
    private final Duration defaultBudget;
    private final Executor executor;

    private Courier(Builder builder) {
        this.links = builder.assemble();
        this.transport = builder.transport;
        this.clock = builder.clock;
        this.defaultBudget = builder.defaultBudget;
        this.executor = Executors.newVirtualThreadPerTaskExecutor();
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Sends and waits. A status such as 404 is an answer and returned as such, see {@link Reply#orThrow()}.
     *
     * @throws CourierException when there is no answer to return; its {@link CourierException#kind() kind} says why
     */
    public Reply send(Request request) throws CourierException {
        Deadline deadline = Deadline.after(request.budget().orElse(defaultBudget), clock);
        Request timed = request.toBuilder().tag(Deadline.class, deadline).build();
        try {
            return proceed(0, timed);
        } catch (IOException e) {
            throw ErrorMapper.fromException(e, request);
        }
    }

    /** Sends without waiting, on a virtual thread. Cancelling the future does not abort the exchange. */
    public CompletableFuture<Reply> sendAsync(Request request) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return send(request);
                    } catch (CourierException e) {
                        throw new CompletionException(e);
                    }
                },
                executor);
    }

    public PageWalker pages(Request first, int limit) {
        return new PageWalker(this, first, limit);
    }

    private Reply proceed(int position, Request request) throws IOException {
        if (position == links.size()) {
            return transport.exchange(request);
        }
        return links.get(position).intercept(request, next -> proceed(position + 1, next));
    }

    public static final class Builder {
        private final List<Interceptor> own = new ArrayList<>();
        private Transport transport;
        private Clock clock = Clock.systemUTC();
        private Sleeper sleeper = Sleeper.threadSleep();
        private Duration defaultBudget = Duration.ofSeconds(30);
        private RetryPolicy retryPolicy = RetryPolicy.standard();
        private Interceptor meter;
        private Interceptor cache;
        private Interceptor cookies;
        private Interceptor fuses;
        private Interceptor throttle;
        private Interceptor tokens;
        private Interceptor signer;
        private int redirects = 10;
        private boolean idempotencyKeys = true;
        private boolean gzip = true;
        private long cacheBytes;
        private Fuse.Settings fuseSettings;

        private Builder() {}

        public Builder over(Transport newTransport) {
            transport = newTransport;
            return this;
        }

        /** Time and waiting, replaceable for tests. */
        public Builder timedBy(Clock newClock, Sleeper newSleeper) {
            clock = newClock;
            sleeper = newSleeper;
            return this;
        }

        public Builder defaultBudget(Duration budget) {
            defaultBudget = budget;
            return this;
        }

        public Builder retrying(RetryPolicy policy) {
            retryPolicy = policy;
            return this;
        }

        public Builder protectedByFuses(Fuse.Settings settings) {
            fuseSettings = settings;
            return this;
        }

        public Builder throttledTo(int permits, Duration period) {
            throttle = new Throttle(permits, period);
            return this;
        }

        public Builder caching(long maxBytes) {
            cacheBytes = maxBytes;
            return this;
        }

        public Builder cookies(CookieJar jar) {
            cookies = jar;
            return this;
        }

        public Builder authorizedBy(BearerTokens bearerTokens) {
            tokens = bearerTokens;
            return this;
        }

        public Builder signedBy(HmacSigner hmacSigner) {
            signer = hmacSigner;
            return this;
        }

        /** Zero hands 3xx replies to the caller untouched. */
        public Builder followingRedirects(int maxHops) {
            redirects = maxHops;
            return this;
        }

        public Builder idempotencyKeys(boolean enabled) {
            idempotencyKeys = enabled;
            return this;
        }

        public Builder gzip(boolean enabled) {
            gzip = enabled;
            return this;
        }

        public Builder listenedToBy(CallListener listener) {
            meter = new CallMeter(listener);
            return this;
        }

        /** Adds a link in front of the built-in ones; the first added is the outermost. */
        public Builder intercept(Interceptor interceptor) {
            own.add(interceptor);
            return this;
        }

        public Courier build() {
            if (transport == null) {
                transport = JdkTransport.standard();
            }
            if (cacheBytes > 0) {
                cache = new ReplyCache(cacheBytes, clock);
            }
            if (fuseSettings != null) {
                fuses = new FuseBox(fuseSettings, clock);
            }
            return new Courier(this);
        }

        private List<Interceptor> assemble() {
            List<Interceptor> chain = new ArrayList<>(own);
            addIfPresent(chain, meter);
            addIfPresent(chain, cache);
            addIfPresent(chain, redirects > 0 ? new RedirectFollower(redirects) : null);
            addIfPresent(chain, cookies);
            addIfPresent(chain, idempotencyKeys ? new IdempotencyKeys() : null);
            chain.add(new RetryInterceptor(retryPolicy, sleeper, clock));
            addIfPresent(chain, fuses);
            addIfPresent(chain, throttle);
            addIfPresent(chain, tokens);
            addIfPresent(chain, gzip ? GzipCodec.standard() : null);
            addIfPresent(chain, signer);
            return List.copyOf(chain);
        }

        private static void addIfPresent(List<Interceptor> chain, Interceptor link) {
            if (link != null) {
                chain.add(link);
            }
        }
    }
}
