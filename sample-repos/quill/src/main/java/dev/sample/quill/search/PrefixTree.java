package dev.sample.quill.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Words with a weight, found by how they begin. What a search box asks on every key press.
 *
 * <p>Each node knows the greatest weight below it, so that {@link #complete} opens only the branches that can still hold
 * one of the best answers. Not safe for use by several threads while words are added.
 */
public final class PrefixTree {
    private static final class Node {
        final Map<Character, Node> children = new TreeMap<>();
        int weight;
        int bestBelow;
    }

    private record Candidate(Node node, String text, int bound, boolean finished) {}

    private final Node root = new Node();
    private int size;

    /** Adds a word or raises its weight. @param weight popularity, at least 1 */
    public void add(String word, int weight) {
        if (weight < 1) {
            throw new IllegalArgumentException("weight of '" + word + "' must be at least 1 but is " + weight);
        }
        Node node = root;
        root.bestBelow = Math.max(root.bestBelow, weight);
        for (int i = 0; i < word.length(); i++) {
            node = node.children.computeIfAbsent(word.charAt(i), c -> new Node());
            node.bestBelow = Math.max(node.bestBelow, weight);
        }
        if (node.weight == 0) {
            size++;
        }
        node.weight = Math.max(node.weight, weight);
    }

    public boolean contains(String word) {
        Node node = descend(word);
        return node != null && node.weight > 0;
    }

    public int size() {
        return size;
    }

    /** The heaviest words that start with {@code typed}, best first. */
    public List<String> complete(String typed, int most) {
        Node start = descend(typed);
        List<String> found = new ArrayList<>();
        if (start == null) {
            return found;
        }
        PriorityQueue<Candidate> queue = new PriorityQueue<>(
                Comparator.comparingInt(Candidate::bound).reversed().thenComparing(Candidate::text));
        queue.add(new Candidate(start, typed, start.bestBelow, false));
        while (!queue.isEmpty() && found.size() < most) {
            Candidate candidate = queue.poll();
            if (candidate.finished()) {
                found.add(candidate.text());
                continue;
            }
            Node node = candidate.node();
            if (node.weight > 0) {
                queue.add(new Candidate(node, candidate.text(), node.weight, true));
            }
            node.children.forEach(
                    (c, child) -> queue.add(new Candidate(child, candidate.text() + c, child.bestBelow, false)));
        }
        return found;
    }

    /** The longest stored word that the text begins with, or null. Good for routing tables and dialling codes. */
    public String longestPrefixOf(String text) {
        Node node = root;
        int end = -1;
        for (int i = 0; i < text.length(); i++) {
            node = node.children.get(text.charAt(i));
            if (node == null) {
                break;
            }
            if (node.weight > 0) {
                end = i + 1;
            }
        }
        return end < 0 ? null : text.substring(0, end);
    }

    private Node descend(String prefix) {
        Node node = root;
        for (int i = 0; i < prefix.length() && node != null; i++) {
            node = node.children.get(prefix.charAt(i));
        }
        return node;
    }
}
