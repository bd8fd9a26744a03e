package dev.sample.quill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sample.quill.distance.EditDistance;
import dev.sample.quill.distance.JaroWinkler;
import dev.sample.quill.distance.Suggester;
import dev.sample.quill.search.Needles;
import dev.sample.quill.search.PathPattern;
import dev.sample.quill.search.PrefixTree;
import dev.sample.quill.search.StreamSearch;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchTest {
    @Test
    void distances() {
        assertEquals(3, EditDistance.levenshtein("kitten", "sitting"));
        assertEquals(-1, EditDistance.levenshtein("kitten", "sitting", 2));
        assertEquals(2, EditDistance.levenshtein("teh", "the"));
        assertEquals(1, EditDistance.withTranspositions("teh", "the"));
        assertEquals(0.944, JaroWinkler.jaro("MARTHA", "MARHTA"), 0.001);
        assertEquals(0.961, JaroWinkler.similarity("MARTHA", "MARHTA"), 0.001);
    }

    @Test
    void suggestions() {
        Suggester suggester = new Suggester(List.of("GridPrinter", "PrefixTree", "PathPattern"));
        assertEquals(Optional.of("PrefixTree"), suggester.didYouMean("PerfixTre"));
        assertEquals(Optional.empty(), suggester.didYouMean("banana"));
        assertEquals("GridPrinter", suggester.narrow("gpr", 5).getFirst().entry());
        assertTrue(suggester.narrow("zz", 5).isEmpty());
    }

    @Test
    void completesHeaviestFirst() {
        PrefixTree tree = new PrefixTree();
        tree.add("car", 5);
        tree.add("cart", 9);
        tree.add("care", 7);
        tree.add("dog", 99);
        assertEquals(List.of("cart", "care"), tree.complete("ca", 2));
        assertEquals(List.of(), tree.complete("x", 2));
        assertEquals("car", tree.longestPrefixOf("carol"));
        assertNull(tree.longestPrefixOf("bird"));
        assertEquals(4, tree.size());
    }

    @Test
    void findsOverlappingNeedles() {
        Needles needles = new Needles(List.of("he", "she", "his", "hers"));
        assertEquals(
                List.of(new Needles.Hit(1, 4, "she"), new Needles.Hit(2, 4, "he"), new Needles.Hit(2, 6, "hers")),
                needles.findAll("ushers"));
        assertEquals("u[she]rs", needles.replace("ushers", n -> "[" + n + "]"));
        assertFalse(needles.anyIn("hat"));
    }

    @Test
    void searchesStreams() throws IOException {
        assertEquals(3, new StreamSearch("aa").count(new StringReader("aaaa")));
        assertEquals(6, new StreamSearch("abcd").first(new StringReader("abcabdabcd")));
        assertEquals(-1, new StreamSearch("x").first(new StringReader("abc")));
    }

    @Test
    void globs() {
        PathPattern java = PathPattern.compile("src/**/*.{java,kt}");
        assertTrue(java.matches("src/A.java"));
        assertTrue(java.matches("src/a/b/A.kt"));
        assertFalse(java.matches("src/a/A.scala"));
        assertFalse(PathPattern.compile("*.txt").matches("a/b.txt"));
        assertTrue(PathPattern.compile("[!ab]?.txt").matches("cx.txt"));
        assertThrows(IllegalArgumentException.class, () -> PathPattern.compile("[a"));
    }
}
