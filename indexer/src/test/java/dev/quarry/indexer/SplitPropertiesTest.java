package dev.quarry.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.FileRecord.Outcome;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for the units of every class: generated ones of any shape and layout, and any text at all. */
class SplitPropertiesTest {

    @Property(tries = 300)
    void everyLineOfAMethodIsTheLineOfTheFileWithoutItsIndentation(@ForAll("classes") String text) {
        Split split = new UnitSplitter().split("r", "A.java", text);
        assertThat(split.outcome()).as(split.reason()).isEqualTo(Outcome.PARSED);
        String[] file = text.split("\n", -1);
        for (CodeUnit unit : split.units()) {
            String[] source = unit.source().split("\n", -1);
            assertThat(unit.lines()).hasSameSizeAs(source).isSorted();
            if (unit.kind() == CodeUnit.Kind.METHOD) {
                assertSameLines(unit, source, file);
            }
        }
    }

    private static void assertSameLines(CodeUnit unit, String[] source, String[] file) {
        for (int i = 0; i < source.length; i++) {
            assertThat(unit.lines().get(i)).isEqualTo(unit.firstLine() + i);
            String line = file[unit.lines().get(i) - 1];
            boolean edge = i == 0 || i == source.length - 1;
            assertThat(
                            edge
                                    ? line.contains(source[i].strip())
                                    : line.endsWith(source[i]) || source[i].equals(line.stripTrailing()))
                    .as("%s in %s", source[i], line)
                    .isTrue();
        }
        assertThat(unit.source()).startsWith(unit.source().stripLeading()).contains(unit.name() + "(");
    }

    @Property(tries = 300)
    void theMethodsOfAClassAreAllFoundWithTheirJavadocApart(@ForAll("methods") List<String> methods) {
        String text = "class A {\n" + String.join("\n", methods) + "\n}";
        List<CodeUnit> units = new UnitSplitter().split("r", "A.java", text).units();
        assertThat(units.stream().filter(u -> u.kind() == CodeUnit.Kind.METHOD)).hasSameSizeAs(methods);
        assertThat(units).allSatisfy(unit -> {
            assertThat(unit.source()).doesNotContain("documentedBehaviour");
            boolean documented = unit.javadoc().contains("documentedBehaviour");
            assertThat(unit.header().contains("documentedBehaviour")).isEqualTo(documented);
        });
    }

    @Property(tries = 500)
    void anyTextIsSplitWithoutAnError(@ForAll("scraps") List<String> scraps) {
        String text = String.join("", scraps);
        for (String path : List.of("A.java", "package-info.java", "a.md")) {
            Split split = new UnitSplitter().split("r", path, text);
            assertThat(split.outcome()).isNotEqualTo(Outcome.SKIPPED);
            assertThat(split.units()).allSatisfy(u -> assertThat(u.lines()).isSorted());
        }
    }

    @Provide
    Arbitrary<List<String>> scraps() {
        return Arbitraries.of(
                        "class A ",
                        "{",
                        "}",
                        "(",
                        ")",
                        ";",
                        "int x",
                        " = ",
                        "/** doc {@code ",
                        "*/",
                        "// c\n",
                        "///",
                        "\n",
                        "\r",
                        "\t",
                        "\"",
                        "\"\"\"",
                        "'",
                        "\\u0041",
                        "@Foo",
                        "enum E ",
                        "record R",
                        "void f()",
                        "new A()",
                        "->",
                        "\uD83D",
                        "\u0000",
                        "package a.b;",
                        "import x;",
                        "<T>",
                        "&lt;",
                        "{@link",
                        "# h")
                .list()
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<String> classes() {
        return Combinators.combine(
                        methods(), Arbitraries.of("", "  ", "\t"), Arbitraries.of("class", "enum", "interface"))
                .as((methods, indent, type) -> "package p;\n" + indent + "public " + type + " A {"
                        + (type.equals("enum") ? ";" : "")
                        + String.join(indent, methods) + "}");
    }

    @Provide
    Arbitrary<List<String>> methods() {
        Arbitrary<String> docs = Arbitraries.of(
                "",
                "/** documentedBehaviour. */ ",
                "/**\n * documentedBehaviour\n */\n",
                "/// documentedBehaviour\n",
                "// note\n",
                "/** documentedBehaviour. */\n// note\n");
        Arbitrary<String> heads = Arbitraries.of(
                "@Override default int m()",
                "static <T> T m(T t,\n    int y)",
                "@A({1})\nprivate static void m()",
                "static int m(int[]... x) throws E");
        Arbitrary<String> bodies = Arbitraries.of(
                " { return; }",
                " {\n    x();\n\n  // c\n\ty();\n}",
                "\n{\nfor (;;)\n{\n}\n}",
                " { var s = \"\"\"\n    a\n  b\n\"\"\"; }",
                " { new A() { void z() { one(); } }; }");
        Arbitrary<String> indents = Arbitraries.of("", "  ", "    ", "\t", "\n", "\n    ");
        return Combinators.combine(indents, docs, heads, bodies)
                .as((indent, doc, head, body) -> indent + doc + indent + head + body + "\n")
                .list()
                .ofMaxSize(8);
    }
}
