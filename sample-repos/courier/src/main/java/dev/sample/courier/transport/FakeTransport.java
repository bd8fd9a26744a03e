package dev.sample.courier.transport;

import dev.sample.courier.Headers;
import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.Verb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Stands in for the network in tests. Answers are scripted; each rule plays its answers in order and repeats the last.
 *
 * <pre>{@code
 * FakeTransport fake = new FakeTransport();
 * fake.on(Verb.GET, "/users/7").answer(503).answer(200, "{}");
 * Courier courier = Courier.builder().over(fake).build();
 * }</pre>
 */
public final class FakeTransport implements Transport {
    private interface Act {
        Reply play(Request request) throws IOException;
    }

    private final List<Rule> rules = new ArrayList<>();
    private final List<Request> received = new ArrayList<>();

    public Rule on(Verb verb, String path) {
        return when(request -> request.verb() == verb && request.uri().getPath().equals(path));
    }

    /** Later rules take precedence over earlier ones. */
    public synchronized Rule when(Predicate<Request> condition) {
        Rule rule = new Rule(condition);
        rules.addFirst(rule);
        return rule;
    }

    @Override
    public synchronized Reply exchange(Request request) throws IOException {
        received.add(request);
        for (Rule rule : rules) {
            if (rule.condition.test(request)) {
                return rule.next().play(request);
            }
        }
        throw new AssertionError("nobody told the fake what to say to " + request);
    }

    /** Every request that came this far, in order. */
    public synchronized List<Request> received() {
        return List.copyOf(received);
    }

    public static final class Rule {
        private final Predicate<Request> condition;
        private final Deque<Act> acts = new ArrayDeque<>();

        private Rule(Predicate<Request> condition) {
            this.condition = condition;
        }

        public Rule answer(int status) {
            return answer(status, Headers.NONE, "");
        }

        public Rule answer(int status, String body) {
            return answer(status, Headers.NONE, body);
        }

        public Rule answer(int status, Headers headers, String body) {
            acts.add(request -> Reply.of(request, status, headers, body.getBytes(StandardCharsets.UTF_8)));
            return this;
        }

        public Rule fail(Supplier<? extends IOException> failure) {
            acts.add(request -> {
                throw failure.get();
            });
            return this;
        }

        private Act next() {
            if (acts.isEmpty()) {
                throw new AssertionError("a rule without an answer");
            }
            return acts.size() > 1 ? acts.removeFirst() : acts.getFirst();
        }
    }
}
