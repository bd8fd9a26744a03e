package dev.sample.courier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Walks a listing that the server hands out piece by piece. Every step sends one request, to the address that the
 * previous reply announced as {@code rel="next"}; nothing is fetched ahead of {@link #next()}.
 */
public final class PageWalker implements Iterator<Reply> {
    private final Courier courier;
    private final int limit;
    private final Set<URI> visited = new HashSet<>();
    private Request upcoming;

    /** @param limit the most pages to ask for, a guard against servers that never stop announcing another one */
    public PageWalker(Courier courier, Request first, int limit) {
        this.courier = courier;
        this.upcoming = first;
        this.limit = limit;
    }

    @Override
    public boolean hasNext() {
        return upcoming != null && visited.size() < limit;
    }

    @Override
    public Reply next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no page after number " + visited.size());
        }
        Request current = upcoming;
        if (!visited.add(current.uri())) {
            throw new IllegalStateException("the listing leads back to " + current.uri());
        }
        try {
            Reply page = courier.send(current).orThrow();
            upcoming = page.links().target("next").map(uri -> current.toBuilder().to(uri).build()).orElse(null);
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
