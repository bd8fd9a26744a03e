package dev.quarry.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavadocTextTest {

    @Test
    void joinsLinesToParagraphsAndKeepsBlockTags() {
        String text = JavadocText.of("""
                /**
                 * Copies the file
                 * to a place.
                 * <p>Twice, if need be.
                 *
                 * @param source what to
                 *     copy
                 * @return whether it <em>worked</em>
                 */""");
        assertThat(text).isEqualTo("""
                Copies the file to a place.
                Twice, if need be.
                @param source what to copy
                @return whether it worked""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {@code List<String>} of {@literal <b>}             | List<String> of <b>
            see {@link Map#get(Object, int)} now               | see Map.get(Object, int) now
            see {@link #size()}                                | see size()
            see {@link Map.Entry the entry}                    | see the entry
            see {@linkplain Map<K, V>#put the {@code put}}     | see the put
            {@return the size of it}                           | Returns the size of it.
            {@inheritDoc} and more                             | and more
            nested {@code if (a) { b(); }} braces              | nested if (a) { b(); } braces
            a &lt; b &amp;&amp; c &#62; d &#x3e; e &unknown;   | a < b && c > d > e &unknown;
            i < 3 and j > 4                                    | i < 3 and j > 4
            an {@code unclosed tag                             | an unclosed tag
            a Map<String, T> of type <T>, <B>bold</B>          | a Map<String, T> of type <T>, bold
            {@index "big word" what it is} here                | big word here
            {@value #MAX} at most                              | MAX at most
            <a href="x">label</a><!-- hidden --> end           | label end
            """)
    void resolvesInlineTagsAndHtml(String comment, String text) {
        assertThat(JavadocText.of("/** " + comment + " */")).isEqualTo(text);
    }

    @Test
    void keepsLinesOfSamplesAndAnnotationsInThem() {
        String text = JavadocText.of("""
                /**
                 * Use it so:
                 * <pre>{@code
                 *   @Override
                 *   List<String> a() {}
                 * }</pre>
                 * and <pre>
                 * @Inject Foo foo;
                 * </pre>
                 * @since 3
                 */""");
        assertThat(text).isEqualTo("Use it so:\n@Override\nList<String> a() {}\nand\n@Inject Foo foo;\n@since 3");
    }

    @Test
    void readsMarkdown() {
        String text = JavadocText.of("""
                /// Finds the **first** [matching entry][Map.Entry] or `null<T>`.
                ///
                /// - one *item*
                /// - another, see [List#of()]
                ///
                /// @param key the key""");
        assertThat(text).isEqualTo("""
                Finds the first matching entry or null<T>.
                one item
                another, see List#of()
                @param key the key""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Opens a file. Closes it. | Opens a file.
            Uses e.g. a cache, i.e. memory. More. | Uses e.g. a cache, i.e. memory.
            Version 1.5 is old! Yes. | Version 1.5 is old!
            No end | No end
            @return the size. Not more. | Returns the size.
            @param a b | ''
            """)
    void findsTheFirstSentence(String javadoc, String sentence) {
        assertThat(JavadocText.firstSentence(javadoc)).isEqualTo(sentence);
    }

    @Test
    void emptyCommentsHaveNoText() {
        assertThat(JavadocText.of("/***/")).isEmpty();
        assertThat(JavadocText.of("/** */")).isEmpty();
        assertThat(JavadocText.of("/**\n *\n */")).isEmpty();
        assertThat(JavadocText.of("///")).isEmpty();
        assertThat(JavadocText.firstSentence("")).isEmpty();
    }
}
