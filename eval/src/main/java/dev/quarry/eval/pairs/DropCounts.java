package dev.quarry.eval.pairs;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** How often each reason was given. */
final class DropCounts {
    private final Map<DropReason, Long> counts = new EnumMap<>(DropReason.class);

    void add(DropReason reason) {
        counts.merge(reason, 1L, Long::sum);
    }

    void addAll(DropCounts other) {
        other.counts.forEach((reason, count) -> counts.merge(reason, count, Long::sum));
    }

    /** By the label of the reason. */
    Map<String, Long> byLabel() {
        Map<String, Long> labels = new TreeMap<>();
        counts.forEach((reason, count) -> labels.put(reason.label(), count));
        return labels;
    }
}
