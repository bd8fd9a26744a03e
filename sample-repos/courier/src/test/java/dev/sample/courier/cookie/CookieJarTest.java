package dev.sample.courier.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sample.courier.ManualTime;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CookieJarTest {
    private final ManualTime time = new ManualTime();
    private final CookieJar jar = new CookieJar(time);
    private final URI shop = URI.create("https://shop.example.com/app/start");

    @Test
    void sendsBackWhereItBelongs() {
        set("sid=1; Path=/app; Secure");
        assertEquals("sid=1", jar.lineFor(shop));
        assertEquals("", jar.lineFor(URI.create("https://shop.example.com/apple")));
        assertEquals("", jar.lineFor(URI.create("http://shop.example.com/app")));
        assertEquals("", jar.lineFor(URI.create("https://www.shop.example.com/app")));
    }

    @Test
    void refusesForeignAndTooWideDomains() {
        set("a=1; Domain=other.org");
        set("b=1; Domain=com");
        set("__Host-c=1; Secure; Path=/x");
        assertEquals("", jar.lineFor(shop));
        set("d=1; Domain=.example.com; Path=/");
        assertEquals("d=1", jar.lineFor(URI.create("https://mail.example.com/")));
    }

    @Test
    void forgetsInTime() {
        set("a=1; Max-Age=10; Expires=Wed, 21-Oct-2099 07:28:00 GMT");
        time.advance(Duration.ofSeconds(10));
        assertEquals("", jar.lineFor(shop));
        set("b=1");
        set("b=; Max-Age=0");
        assertEquals("", jar.lineFor(shop));
    }

    @Test
    void survivesARestart(@TempDir Path folder) throws Exception {
        set("keep=1; Max-Age=1000; HttpOnly");
        set("session=1");
        jar.save(folder.resolve("cookies.txt"));
        CookieJar other = new CookieJar(time);
        other.load(folder.resolve("cookies.txt"));
        assertEquals("keep=1", other.lineFor(shop));
        assertTrue(jar.lineFor(shop).contains("session=1"));
    }

    private void set(String line) {
        Cookie.parse(line, shop, time.instant()).ifPresent(jar::put);
    }
}
