package dev.sample.courier.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sample.courier.Courier;
import dev.sample.courier.Headers;
import dev.sample.courier.ManualTime;
import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.Verb;
import dev.sample.courier.body.Body;
import dev.sample.courier.error.CourierException;
import dev.sample.courier.header.MediaType;
import dev.sample.courier.transport.FakeTransport;
import java.io.ByteArrayInputStream;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryInterceptorTest {
    private final ManualTime time = new ManualTime();
    private final FakeTransport fake = new FakeTransport();

    @Test
    void comesBackAfterPausesThatDouble() throws Exception {
        fake.on(Verb.GET, "/x").answer(503).fail(() -> new ConnectException("refused")).answer(200, "done");
        Reply reply = courier().send(Request.get("http://a.example/x").build());
        assertEquals("done", reply.text());
        assertEquals(List.of(Duration.ofMillis(100), Duration.ofMillis(200)), time.pauses());
        assertEquals("3", fake.received().get(2).headers().first("X-Courier-Attempt").orElseThrow());
    }

    @Test
    void obeysTheServersWish() throws Exception {
        fake.on(Verb.GET, "/x").answer(429, Headers.of("Retry-After", "7"), "").answer(200);
        courier().send(Request.get("http://a.example/x").build());
        assertEquals(List.of(Duration.ofSeconds(7)), time.pauses());
    }

    @Test
    void doesNotStartWhatCannotBeFinished() throws Exception {
        fake.on(Verb.GET, "/x").answer(503, Headers.of("Retry-After", "7"), "");
        Reply reply = courier().send(Request.get("http://a.example/x").within(Duration.ofSeconds(5)).build());
        assertEquals(503, reply.status());
        assertEquals(List.of(), time.pauses());
    }

    @Test
    void sendsTheSameIdempotencyKeyEachTime() throws Exception {
        fake.on(Verb.POST, "/pay").answer(502).answer(201);
        courier().send(Request.post("http://a.example/pay", Body.text("10")).build());
        List<String> keys = fake.received().stream().flatMap(r -> r.headers().all(IdempotencyKeys.HEADER).stream()).toList();
        assertEquals(2, keys.size());
        assertEquals(keys.get(0), keys.get(1));
    }

    @Test
    void neverRepeatsAOneShotBody() throws Exception {
        fake.on(Verb.PUT, "/up").answer(503);
        Body body = Body.streaming(new ByteArrayInputStream(new byte[3]), MediaType.OCTETS);
        assertEquals(503, courier().send(Request.put("http://a.example/up", body).build()).status());
        assertEquals(1, fake.received().size());
    }

    @Test
    void throwsTheLastFailureWithTheEarlierOnes() {
        fake.on(Verb.GET, "/x").fail(() -> new ConnectException("refused"));
        CourierException e =
                assertThrows(CourierException.class, () -> courier().send(Request.get("http://a.example/x").build()));
        assertEquals(CourierException.Kind.CONNECT, e.kind());
        assertEquals(1, e.getSuppressed().length);
        assertEquals(3, fake.received().size());
    }

    @Test
    void scatteredPausesStayBelowTheFullOne() {
        Backoff backoff = Backoff.doubling(Duration.ofMillis(100), Duration.ofSeconds(1)).scattered(() -> 0.5);
        assertEquals(Duration.ofMillis(200), backoff.pauseAfter(3, Duration.ZERO));
        assertEquals(Duration.ofMillis(500), backoff.pauseAfter(60, Duration.ZERO));
        Backoff drifting = Backoff.drifting(Duration.ofMillis(100), Duration.ofSeconds(1), () -> 0.999);
        assertTrue(drifting.pauseAfter(2, Duration.ofMillis(100)).compareTo(Duration.ofMillis(300)) < 0);
    }

    private Courier courier() {
        RetryPolicy policy = RetryPolicy.standard().withBackoff(Backoff.doubling(Duration.ofMillis(100), Duration.ofSeconds(1)));
        return Courier.builder().over(fake).timedBy(time, time).retrying(policy).build();
    }
}
