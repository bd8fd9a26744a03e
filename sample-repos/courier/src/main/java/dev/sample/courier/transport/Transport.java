package dev.sample.courier.transport;

import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import java.io.IOException;

/** Where the chain ends: puts one request on the wire and waits for the headers of the answer. */
@FunctionalInterface
public interface Transport {
    Reply exchange(Request request) throws IOException;
}
