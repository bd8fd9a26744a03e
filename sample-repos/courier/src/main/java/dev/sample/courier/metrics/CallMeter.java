package dev.sample.courier.metrics;

import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.chain.Interceptor;
import dev.sample.courier.error.CourierException;
import dev.sample.courier.error.ErrorMapper;
import java.io.IOException;
import java.time.Duration;

public final class CallMeter implements Interceptor {
    private final CallListener listener;

    public CallMeter(CallListener listener) {
        this.listener = listener;
    }

    @Override
    public Reply intercept(Request request, Next next) throws IOException {
        long start = System.nanoTime();
        quietly(() -> listener.started(request));
        try {
            Reply reply = next.proceed(request);
            quietly(() -> listener.answered(request, reply, since(start)));
            return reply;
        } catch (IOException e) {
            CourierException failure = ErrorMapper.fromException(e, request);
            quietly(() -> listener.failed(request, failure, since(start)));
            throw failure;
        }
    }

    // A broken dashboard must not break the calls it watches.
    private static void quietly(Runnable report) {
        try {
            report.run();
        } catch (RuntimeException e) {
            System.getLogger(CallMeter.class.getName()).log(System.Logger.Level.WARNING, "call listener failed", e);
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
