package dev.sample.courier.policy;

import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.chain.Interceptor;
import dev.sample.courier.error.CourierException;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** One {@link Fuse} for each origin, so that one sick host does not take the others down with it. */
public final class FuseBox implements Interceptor {
    private final Fuse.Settings settings;
    private final Clock clock;
    private final Map<String, Fuse> fuses = new ConcurrentHashMap<>();

    public FuseBox(Fuse.Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Reply intercept(Request request, Next next) throws IOException {
        Fuse fuse = fuses.computeIfAbsent(request.origin(), origin -> new Fuse(settings, clock));
        if (!fuse.admit()) {
            throw new CourierException(
                    CourierException.Kind.FUSE_BLOWN,
                    "fuse for " + request.origin() + " is blown, next probe in " + fuse.untilProbe().toMillis() + " ms",
                    request);
        }
        boolean success = false;
        try {
            Reply reply = next.proceed(request);
            // 4xx is the caller's fault and says nothing against the server, too many requests excepted.
            success = reply.status() < 500 && reply.status() != 429;
            return reply;
        } finally {
            fuse.record(success);
        }
    }

    /** State of every fuse by origin, for health pages. */
    public Map<String, Fuse.State> states() {
        Map<String, Fuse.State> states = new TreeMap<>();
        fuses.forEach((origin, fuse) -> states.put(origin, fuse.state()));
        return states;
    }
}
