package dev.sample.courier.policy;

import java.io.InterruptedIOException;
import java.time.Duration;

@FunctionalInterface
public interface Sleeper {
    void sleep(Duration pause) throws InterruptedIOException;

    static Sleeper threadSleep() {
        return pause -> {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                // The flag has to survive: the caller's executor may be shutting down.
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while pausing for " + pause);
            }
        };
    }
}
