package dev.sample.courier.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sample.courier.Courier;
import dev.sample.courier.Headers;
import dev.sample.courier.Request;
import dev.sample.courier.Verb;
import dev.sample.courier.body.Body;
import dev.sample.courier.error.CourierException;
import dev.sample.courier.transport.FakeTransport;
import org.junit.jupiter.api.Test;

class RedirectFollowerTest {
    private final FakeTransport fake = new FakeTransport();
    private final Courier courier = Courier.builder().over(fake).build();

    @Test
    void postBecomesGetAfterSeeOther() throws Exception {
        fake.on(Verb.POST, "/form").answer(303, Headers.of("Location", "/thanks"), "");
        fake.on(Verb.GET, "/thanks").answer(200, "ok");
        assertEquals("ok", courier.send(Request.post("https://a.example/form", Body.text("x")).build()).text());
    }

    @Test
    void keepsMethodAndBodyFor308() throws Exception {
        fake.on(Verb.POST, "/old").answer(308, Headers.of("Location", "/new"), "");
        fake.on(Verb.POST, "/new").answer(201);
        assertEquals(201, courier.send(Request.post("https://a.example/old", Body.text("x")).build()).status());
    }

    @Test
    void tellsStrangersNoSecrets() throws Exception {
        fake.on(Verb.GET, "/a").answer(302, Headers.of("Location", "https://b.example/b"), "");
        fake.on(Verb.GET, "/b").answer(200);
        courier.send(Request.get("https://a.example/a").header("Authorization", "Bearer s3cret").build());
        assertFalse(fake.received().getLast().headers().has("Authorization"));
    }

    @Test
    void noticesLoopsAndDowngrades() {
        fake.on(Verb.GET, "/a").answer(302, Headers.of("Location", "/b"), "");
        fake.on(Verb.GET, "/b").answer(302, Headers.of("Location", "/a"), "");
        fake.on(Verb.GET, "/plain").answer(302, Headers.of("Location", "http://a.example/"), "");
        for (String path : new String[] {"/a", "/plain"}) {
            CourierException e = assertThrows(
                    CourierException.class, () -> courier.send(Request.get("https://a.example" + path).build()));
            assertEquals(CourierException.Kind.REDIRECT, e.kind());
        }
    }
}
