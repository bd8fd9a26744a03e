package dev.sample.quill.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Many fixed strings looked for at once (Aho and Corasick, 1975). The text is read a single time, however many needles
 * there are; building is linear in the total length of the needles.
 */
public final class Needles {
    /** Where a needle was found: {@code text.substring(start, end).equals(needle)}. */
    public record Hit(int start, int end, String needle) {}

    private static final class State {
        final Map<Character, State> next = new HashMap<>();
        State fallback;
        State output;
        String needle;
    }

    private final State root = new State();

    public Needles(Collection<String> needles) {
        for (String needle : needles) {
            if (needle.isEmpty()) {
                throw new IllegalArgumentException("a needle must not be empty: it would match everywhere");
            }
            State state = root;
            for (int i = 0; i < needle.length(); i++) {
                state = state.next.computeIfAbsent(needle.charAt(i), c -> new State());
            }
            state.needle = needle;
        }
        linkFallbacks();
    }

    /** All hits, overlapping ones included, in the order of their ends. */
    public List<Hit> findAll(CharSequence text) {
        List<Hit> hits = new ArrayList<>();
        State state = root;
        for (int i = 0; i < text.length(); i++) {
            state = step(state, text.charAt(i));
            for (State s = state.needle != null ? state : state.output; s != null; s = s.output) {
                hits.add(new Hit(i + 1 - s.needle.length(), i + 1, s.needle));
            }
        }
        return hits;
    }

    public boolean anyIn(CharSequence text) {
        State state = root;
        for (int i = 0; i < text.length(); i++) {
            state = step(state, text.charAt(i));
            if (state.needle != null || state.output != null) {
                return true;
            }
        }
        return false;
    }

    /** Swaps every hit, the leftmost longest where hits overlap, in one go. What was put in is not searched again. */
    public String replace(String text, UnaryOperator<String> replacement) {
        List<Hit> hits = findAll(text);
        hits.sort(Comparator.comparingInt(Hit::start).thenComparing(Comparator.comparingInt(Hit::end).reversed()));
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        for (Hit hit : hits) {
            if (hit.start() >= done) {
                out.append(text, done, hit.start()).append(replacement.apply(hit.needle()));
                done = hit.end();
            }
        }
        return out.append(text, done, text.length()).toString();
    }

    private void linkFallbacks() {
        Deque<State> queue = new ArrayDeque<>();
        for (State child : root.next.values()) {
            child.fallback = root;
            queue.add(child);
        }
        while (!queue.isEmpty()) {
            State state = queue.remove();
            state.next.forEach((c, child) -> {
                child.fallback = step(state.fallback, c);
                child.output = child.fallback.needle != null ? child.fallback : child.fallback.output;
                queue.add(child);
            });
        }
    }

    private State step(State from, char c) {
        State state = from;
        while (state != root && !state.next.containsKey(c)) {
            state = state.fallback;
        }
        return state.next.getOrDefault(c, root);
    }
}
