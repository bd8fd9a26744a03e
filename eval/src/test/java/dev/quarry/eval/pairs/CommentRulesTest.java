package dev.quarry.eval.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommentRulesTest {

    @Test
    void aCommentStandsOverItsBlock() {
        List<CommentBlocks.Block> blocks = CommentBlocks.of("""
                void run() {
                    // first drop what is too old,
                    // oldest first
                    while (queue.isOld()) {

                        // one at a time
                        queue.drop();
                        count++;
                    }
                    log(count);

                    /*
                     * then the rest
                     */
                    int rest = queue.size(); // trailing
                    String s = "// no comment";
                }
                """);
        assertThat(blocks)
                .containsExactly(
                        new CommentBlocks.Block("first drop what is too old, oldest first", """
                                while (queue.isOld()) {
                                    queue.drop();
                                    count++;
                                }
                                log(count);"""),
                        new CommentBlocks.Block("one at a time", "queue.drop();\ncount++;"),
                        new CommentBlocks.Block(
                                "then the rest",
                                "int rest = queue.size(); // trailing\nString s = \"// no comment\";"));
    }

    @Test
    void aCommentOverOneLineIsTooLittle() {
        assertThat(CommentBlocks.of("void run() {\n    // stop it\n    stop();\n}\n"))
                .isEmpty();
    }

    @Test
    void javadocHasParts() {
        DocText doc = DocText.of("""
                Reads a file, e.g. a <b>log</b>. It is closed.
                More on it.
                @param file the file to read
                @param <T> the type of the result
                @return what the file holds. Never null
                @throws IOException if not""");
        assertThat(doc)
                .isEqualTo(new DocText(
                        "Reads a file, e.g. a log",
                        "Reads a file, e.g. a log . It is closed. More on it.",
                        "what the file holds. Never null",
                        List.of("the file to read", "the type of the result")));
        assertThat(DocText.of("")).isEqualTo(new DocText("", "", "", List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            See the other method                                  | POINTER
            (non-Javadoc) see it                                  | POINTER
            Same as foo but faster                                | POINTER
            TODO make this faster                                 | BOILERPLATE
            Licensed under the Apache License                     | BOILERPLATE
            Auto-generated method stub                            | BOILERPLATE
            Default constructor of it                             | BOILERPLATE
            Workaround for HADOOP-1234 on the server              | BOILERPLATE
            The name                                              | SHORT_QUERY
            返回给定路径的文件扩展名 file name here                | NOT_ENGLISH
            Gibt den Namen dieser Datei ohne jeden Punkt wieder   | NOT_ENGLISH
            """)
    void whatSaysNothingIsDropped(String text, DropReason reason) {
        assertThat(QueryFilter.reject(text)).hasValue(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Reads the file", "Gets the path of the given file", "Sets the colour to use when drawing lines"
            })
    void whatSaysSomethingIsKept(String text) {
        assertThat(QueryFilter.reject(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"int a = b;", "if (x) {", "list.add(x);", "a == b", "foo.bar(x).baz(y);"})
    void codeThatWasCommentedOutIsCode(String text) {
        assertThat(QueryFilter.isCode(text)).isTrue();
    }

    @Test
    void aNameIsMaskedAsAWholeWord() {
        assertThat(NameWords.masked("int get(int get2) { forget(); return this.get(get2); } // get it", "get"))
                .isEqualTo("int _(int get2) { forget(); return this._(get2); } // _ it");
        assertThat(NameWords.of("parseHTTPRequest2_x")).containsExactly("parse", "http", "request", "2", "x");
    }

    @Test
    void aBodyHasAShape() {
        CodeShape shape = CodeShape.of("@A({1}) int go(int n) {\n    n++;\n\n    return n;\n}");
        assertThat(shape.statements()).isEqualTo(2);
        assertThat(shape.bodyLines()).isEqualTo(2);
        assertThat(CodeShape.of("int go(int n);")).isEqualTo(new CodeShape("", 0, 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            org/apache/Foo.java              | class Foo {}                                              | ''
            com/x/shaded/org/Foo.java        | class Foo {}                                              | FOREIGN_FILE
            io/x/$internal/joda/time/A.java  | class A {}                                                | FOREIGN_FILE
            a/Foo.java                       | // Generated by the protocol buffer compiler. class Foo {} | GENERATED_FILE
            a/Foo.java                       | /* Copied from Apache Commons Math */ class Foo {}        | COPIED_FILE
            a/Foo.java                       | /* adapted from joda-time 2 */ class Foo {}               | COPIED_FILE
            """)
    void filesOfOthersAreNotRead(String path, String text, String reason) {
        assertThat(FileFilter.reject(path, text).map(DropReason::name).orElse(""))
                .isEqualTo(reason);
    }
}
