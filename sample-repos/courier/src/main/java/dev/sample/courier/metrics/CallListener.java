package dev.sample.courier.metrics;

import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.error.CourierException;
import java.time.Duration;

/** Hooks for counting and timing. All do nothing unless overridden. */
public interface CallListener {
    default void started(Request request) {}

    /** Headers have arrived; the body may still be on its way. */
    default void answered(Request request, Reply reply, Duration took) {}

    default void failed(Request request, CourierException failure, Duration took) {}
}
