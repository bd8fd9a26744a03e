package dev.sample.courier.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sample.courier.Courier;
import dev.sample.courier.Headers;
import dev.sample.courier.ManualTime;
import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.Verb;
import dev.sample.courier.body.Body;
import dev.sample.courier.policy.RetryPolicy;
import dev.sample.courier.transport.FakeTransport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReplyCacheTest {
    private final ManualTime time = new ManualTime();
    private final FakeTransport fake = new FakeTransport();
    private final Courier courier = Courier.builder()
            .over(fake)
            .timedBy(time, time)
            .retrying(RetryPolicy.never())
            .caching(1 << 20)
            .build();
    private final Request request = Request.get("https://a.example/x").build();

    @Test
    void answersFromMemoryWhileFresh() throws Exception {
        fake.on(Verb.GET, "/x").answer(200, Headers.of("Cache-Control", "max-age=60"), "one").answer(200, "two");
        assertEquals("one", courier.send(request).text());
        time.advance(Duration.ofSeconds(59));
        Reply again = courier.send(request);
        assertEquals("one", again.text());
        assertEquals("hit", how(again));
        assertEquals("59", again.headers().first("Age").orElseThrow());
        time.advance(Duration.ofSeconds(2));
        assertEquals("two", courier.send(request).text());
    }

    @Test
    void asksWhetherTheOldOneStillHolds() throws Exception {
        fake.on(Verb.GET, "/x").answer(200, Headers.of("ETag", "\"v1\""), "one").answer(304, Headers.of("ETag", "\"v1\""), "");
        courier.send(request);
        Reply again = courier.send(request);
        assertEquals("one", again.text());
        assertEquals("confirmed", how(again));
        assertEquals("\"v1\"", fake.received().getLast().headers().first("If-None-Match").orElseThrow());
    }

    @Test
    void staleStandsInForAnError() throws Exception {
        fake.on(Verb.GET, "/x").answer(200, Headers.of("Cache-Control", "max-age=1, stale-if-error=600"), "one").answer(500);
        courier.send(request);
        time.advance(Duration.ofSeconds(10));
        assertEquals("stale", how(courier.send(request)));
    }

    @Test
    void respectsVaryAndForgetsAfterWriting() throws Exception {
        fake.on(Verb.GET, "/x").answer(200, Headers.of("Cache-Control", "max-age=60", "Vary", "Accept-Language"), "one");
        fake.on(Verb.PUT, "/x").answer(204);
        courier.send(request);
        courier.send(request.toBuilder().header("Accept-Language", "de").build());
        assertEquals(2, fake.received().size());
        courier.send(Request.put("https://a.example/x", Body.text("new")).build());
        courier.send(request);
        assertEquals(4, fake.received().size());
    }

    private static String how(Reply reply) {
        return reply.headers().first("X-Courier-Cache").orElse("none");
    }
}
