package dev.sample.courier.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sample.courier.Courier;
import dev.sample.courier.ManualTime;
import dev.sample.courier.Request;
import dev.sample.courier.Verb;
import dev.sample.courier.error.CourierException;
import dev.sample.courier.transport.FakeTransport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FuseTest {
    private final ManualTime time = new ManualTime();
    private final Fuse.Settings settings = new Fuse.Settings(4, 0.5, 2, Duration.ofSeconds(5), Duration.ofSeconds(15));
    private final Fuse fuse = new Fuse(settings, time);

    @Test
    void blowsWhenHalfOfTheRecentCallsFailed() {
        fuse.record(true);
        fuse.record(true);
        fuse.record(false);
        assertEquals(Fuse.State.WHOLE, fuse.state());
        fuse.record(false);
        assertEquals(Fuse.State.BLOWN, fuse.state());
        assertFalse(fuse.admit());
    }

    @Test
    void probesOnceAfterTheRestAndMends() {
        blow();
        time.advance(Duration.ofSeconds(5));
        assertTrue(fuse.admit());
        assertFalse(fuse.admit(), "one probe at a time");
        fuse.record(true);
        assertEquals(Fuse.State.WHOLE, fuse.state());
    }

    @Test
    void restsLongerAfterEveryFailedProbe() {
        blow();
        for (long seconds : new long[] {5, 10, 15, 15}) {
            assertEquals(Duration.ofSeconds(seconds), fuse.untilProbe());
            time.advance(Duration.ofSeconds(seconds));
            assertTrue(fuse.admit());
            fuse.record(false);
        }
    }

    @Test
    void refusesWithoutAskingTheServer() throws Exception {
        FakeTransport fake = new FakeTransport();
        fake.on(Verb.GET, "/").answer(500);
        Courier courier = Courier.builder()
                .over(fake)
                .timedBy(time, time)
                .retrying(RetryPolicy.never())
                .protectedByFuses(settings)
                .build();
        Request request = Request.get("http://sick.example/").build();
        courier.send(request);
        courier.send(request);
        CourierException refused = assertThrows(CourierException.class, () -> courier.send(request));
        assertEquals(CourierException.Kind.FUSE_BLOWN, refused.kind());
        assertEquals(2, fake.received().size());
    }

    private void blow() {
        fuse.record(false);
        fuse.record(false);
        assertEquals(Fuse.State.BLOWN, fuse.state());
    }
}
