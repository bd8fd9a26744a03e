package dev.sample.courier;

import dev.sample.courier.policy.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that moves when told, and when somebody sleeps. */
public final class ManualTime extends Clock implements Sleeper {
    private Instant now = Instant.parse("2024-05-01T12:00:00Z");
    private final List<Duration> pauses = new ArrayList<>();

    public void advance(Duration step) {
        now = now.plus(step);
    }

    public List<Duration> pauses() {
        return pauses;
    }

    @Override
    public void sleep(Duration pause) {
        pauses.add(pause);
        advance(pause);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
