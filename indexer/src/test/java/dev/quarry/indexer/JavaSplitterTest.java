package dev.quarry.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.CodeUnit.Kind;
import dev.quarry.lateinteraction.FileRecord.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaSplitterTest {
    private static final String PATH = "core/src/main/java/org/acme/store/HttpStore.java";

    private static Split split(String text) {
        return new UnitSplitter().split("acme", PATH, text);
    }

    private static CodeUnit unit(String text, String qualifiedName) {
        Split split = split(text);
        assertThat(split.outcome()).as(split.reason()).isEqualTo(Outcome.PARSED);
        return split.units().stream()
                .filter(unit -> unit.qualifiedName().equals(qualifiedName))
                .findFirst()
                .orElseThrow(() -> new AssertionError(names(split)));
    }

    private static List<String> names(Split split) {
        return split.units().stream()
                .map(unit -> unit.kind().label() + " " + unit.qualifiedName())
                .toList();
    }

    private static final String STORE = """
            package org.acme.store;

            import java.util.List;

            /** Keeps things. For a while. */
            @Deprecated
            public final class HttpStore<T extends Comparable<T>>
                    implements Store<T> {
                /** How long, in seconds. */
                private static final int LIMIT = 3;
                private int a, b;

                static {
                    System.loadLibrary("x");
                }

                /** Makes a store. */
                public HttpStore(int a) { this.a = a; }

                /**
                 * Gets the thing, or {@code null}.
                 *
                 * @param key its name
                 */
                // a note for the maintainer
                @Override
                @SuppressWarnings("unchecked")
                public synchronized <K> T get(
                        final K key, // the key
                        int... more)
                        throws java.io.IOException {
                    // inside
                    return (T) key;
                }

                interface Listener {
                    void changed();
                }

                private record Pair(int left, int right) {
                    Pair {
                        if (left > right) throw new IllegalArgumentException();
                    }
                }

                enum Level {
                    /** Not much. */
                    LOW(1),
                    HIGH(2) {
                        @Override
                        int weight() { return 7; }
                    };

                    private final int level;

                    Level(int level) { this.level = level; }

                    int weight() { return level; }
                }

                @interface Mark {
                    String value() default "";
                }
            }
            """;

    @Test
    void everyKindOfDeclarationIsAUnitInTheOrderOfTheFile() {
        assertThat(names(split(STORE)))
                .containsExactly(
                        "class HttpStore",
                        "initialiser HttpStore.<clinit>",
                        "constructor HttpStore.HttpStore",
                        "method HttpStore.get",
                        "interface HttpStore.Listener",
                        "method HttpStore.Listener.changed",
                        "record HttpStore.Pair",
                        "constructor HttpStore.Pair.Pair",
                        "enum HttpStore.Level",
                        "method HttpStore.Level.HIGH.weight",
                        "constructor HttpStore.Level.Level",
                        "method HttpStore.Level.weight",
                        "annotation HttpStore.Mark");
    }

    @Test
    void aMethodIsItsSourceWithoutJavadoc() {
        CodeUnit get = unit(STORE, "HttpStore.get");
        assertThat(get.source()).isEqualTo("""
                @Override
                @SuppressWarnings("unchecked")
                public synchronized <K> T get(
                        final K key, // the key
                        int... more)
                        throws java.io.IOException {
                    // inside
                    return (T) key;
                }""");
        assertThat(get.firstLine()).isEqualTo(26);
        assertThat(get.lastLine()).isEqualTo(34);
        assertThat(get.signature())
                .isEqualTo("public synchronized <K> T get(final K key, int... more) throws java.io.IOException");
        assertThat(get.javadoc()).isEqualTo("Gets the thing, or null.\n@param key its name");
        assertThat(get.annotations()).containsExactly("Override", "SuppressWarnings");
        assertThat(get.visibility()).isEqualTo("public");
        assertThat(get.name()).isEqualTo("get");
        assertThat(get.packageName()).isEqualTo("org.acme.store");
        assertThat(get.language()).isEqualTo("java");
        assertThat(get.test()).isFalse();
        assertThat(get.header())
                .isEqualTo("acme | org.acme.store | HttpStore | core http store\nGets the thing, or null.");
    }

    @Test
    void aTypeIsItsOutlineAndEachLineKnowsWhereItStands() {
        CodeUnit store = unit(STORE, "HttpStore");
        assertThat(store.source()).isEqualTo("""
                @Deprecated
                public final class HttpStore<T extends Comparable<T>>
                        implements Store<T> {
                    /** How long, in seconds. */
                    private static final int LIMIT = 3;
                    private int a, b;
                    public HttpStore(int a);
                    public synchronized <K> T get(final K key, int... more) throws java.io.IOException;
                    interface Listener;
                    private record Pair(int left, int right);
                    enum Level;
                    @interface Mark;
                }""");
        assertThat(store.lines()).containsExactly(6, 7, 8, 9, 10, 11, 18, 28, 36, 40, 46, 61, 64);
        assertThat(store.signature())
                .isEqualTo("public final class HttpStore<T extends Comparable<T>> implements Store<T>");
        assertThat(store.javadoc()).isEqualTo("Keeps things. For a while.");
        assertThat(store.header()).endsWith("\nKeeps things.");
    }

    @Test
    void anEnumShowsItsConstants() {
        CodeUnit level = unit(STORE, "HttpStore.Level");
        assertThat(level.source()).isEqualTo("""
                enum Level {
                    /** Not much. */
                    LOW(1),
                    HIGH(2) {…},
                    private final int level;
                    Level(int level);
                    int weight();
                }""");
        assertThat(unit("enum E { A, B,\nC }", "E").source()).isEqualTo("enum E {\n    A, B,\n    C,\n}");
    }

    @Test
    void anAnnotationShowsItsElements() {
        assertThat(unit(STORE, "HttpStore.Mark").source())
                .isEqualTo("@interface Mark {\n    String value() default \"\";\n}");
    }

    @Test
    void visibilityIsWhatHoldsNotOnlyWhatIsWritten() {
        assertThat(unit(STORE, "HttpStore.Listener").visibility()).isEqualTo("package");
        assertThat(unit(STORE, "HttpStore.Listener.changed").visibility()).isEqualTo("public");
        assertThat(unit(STORE, "HttpStore.Pair").visibility()).isEqualTo("private");
        assertThat(unit(STORE, "HttpStore.Level.weight").visibility()).isEqualTo("package");
        assertThat(unit("interface I { class C {} private void f() {} }", "I.C").visibility())
                .isEqualTo("public");
        assertThat(unit("interface I { class C {} private void f() {} }", "I.f").visibility())
                .isEqualTo("private");
        assertThat(unit("enum E { A; E() {} }", "E.E").visibility()).isEqualTo("private");
    }

    @Test
    void headersOfTypesWithBracesInAnnotationsEndAtTheBody() {
        CodeUnit unit = unit("@A({1, 2}) class X extends @B({3}) Y { int z; }", "X");
        assertThat(unit.signature()).isEqualTo("class X extends @B({3}) Y");
        assertThat(unit.source()).isEqualTo("@A({1, 2}) class X extends @B({3}) Y {\n    int z;\n}");
        assertThat(unit("record P(@A({1}) int x) {}", "P").signature()).isEqualTo("record P(@A({1}) int x)");
    }

    @Test
    void aMemberInTheMiddleOfALineIsCutOut() {
        CodeUnit unit = unit("class A { int f() {\n  return 1; } int g() { return 2; } }", "A.f");
        assertThat(unit.source()).isEqualTo("int f() {\n  return 1; }");
        assertThat(unit.lines()).containsExactly(1, 2);
    }

    @Test
    void methodsOfSubstanceInLocalAndAnonymousTypesStandAlone() {
        Split split = split("""
                class Server {
                    private final Runnable small = new Runnable() {
                        public void run() {
                            stop();
                        }
                    };

                    void start() {
                        new Thread(new Runnable() {
                            @Override
                            public void run() {
                                one();
                                two();
                                three();
                                four();
                                five();
                                six();
                            }
                            void tiny() {
                                x();
                            }
                        }).start();
                        class Local {
                            int count() {
                                one();
                                two();
                                three();
                                four();
                                five();
                                return 6;
                            }
                        }
                    }
                }
                """);
        assertThat(names(split))
                .containsExactly(
                        "class Server",
                        "initialiser Server.small",
                        "method Server.start",
                        "method Server.start.Runnable.run",
                        "method Server.start.Local.count");
    }

    @Test
    void longFieldsAreUnitsAndShortInTheOutline() {
        String text = """
                class A {
                    /** Words. */
                    static final String[] WORDS = {
                        "one",
                        "two",
                        "three",
                        "four",
                    };
                }
                """;
        assertThat(unit(text, "A").source()).isEqualTo("""
                class A {
                    /** Words. */
                    static final String[] WORDS = {
                        "one",
                        "two",
                        "three", …
                }""");
        CodeUnit words = unit(text, "A.WORDS");
        assertThat(words.kind()).isEqualTo(Kind.INITIALISER);
        assertThat(words.signature()).isEqualTo("static final String[] WORDS");
        assertThat(words.lines()).containsExactly(3, 4, 5, 6, 7, 8);
        assertThat(words.javadoc()).isEqualTo("Words.");
    }

    @Test
    void markdownCommentsAreJavadoc() {
        String text =
                "class A {\n  // no\n\n  /// Does *it*.\n  /// @return x\n  @Foo\n  int f() { return 1; }\n  //// banner\n  int g() { return 2; }\n}";
        assertThat(unit(text, "A.f").javadoc()).isEqualTo("Does it.\n@return x");
        assertThat(unit(text, "A.g").javadoc()).isEmpty();
    }

    @Test
    void compactSourceFilesAreATypeNamedAfterTheFile() {
        Split split = split("""
                import module java.base;

                /** Says hello. */
                void main() {
                    IO.println("hello");
                }

                int count = 3;
                """);
        assertThat(names(split)).containsExactly("class HttpStore", "method HttpStore.main");
        assertThat(split.units().getFirst().source()).isEqualTo("    void main();\n    int count = 3;");
        assertThat(split.units().getFirst().javadoc()).isEmpty();
        assertThat(split.units().get(1).javadoc()).isEqualTo("Says hello.");
    }

    @Test
    void newSyntaxParses() {
        Split split = split("""
                sealed interface Shape permits Circle, Square {}
                record Circle(double r) implements Shape {}
                non-sealed class Square implements Shape {
                    Square(int side) {
                        int checked = side;
                        super();
                    }
                    static int area(Object shape) {
                        try {
                            return switch (shape) {
                                case Circle(double _) when shape.hashCode() > 3 -> 1;
                                case String s -> { yield s.length(); }
                                case null, default -> 0;
                            };
                        } catch (Exception _) {
                            return \"""
                                text\\
                                block\""".length();
                        }
                    }
                }
                """);
        assertThat(split.outcome()).as(split.reason()).isEqualTo(Outcome.PARSED);
        assertThat(names(split)).contains("method Square.area", "constructor Square.Square");
    }

    @Test
    void packageAndModuleDeclarationsAreUnitsWhereTheySaySomething() {
        UnitSplitter splitter = new UnitSplitter();
        CodeUnit info = splitter.split("r", "a/b/package-info.java", "/** All of b. */\n@NonNull package a.b;\n")
                .units()
                .getFirst();
        assertThat(info.javadoc()).isEqualTo("All of b.");
        assertThat(info.source()).isEqualTo("@NonNull package a.b;");
        assertThat(info.qualifiedName()).isEqualTo("a.b");
        Split silent = splitter.split("r", "a/b/package-info.java", "package a.b;\n");
        assertThat(silent.outcome()).isEqualTo(Outcome.PARSED);
        assertThat(silent.units()).isEmpty();
        CodeUnit module = splitter.split("r", "module-info.java", "/** Mod. */\nmodule m {\n  requires java.sql;\n}")
                .units()
                .getFirst();
        assertThat(module.signature()).isEqualTo("module m");
        assertThat(module.source()).isEqualTo("module m {\n  requires java.sql;\n}");
        assertThat(module.javadoc()).isEqualTo("Mod.");
    }

    @Test
    void lineBreaksOfEverySystemGiveTheSameUnits() {
        List<CodeUnit> units = split(STORE).units();
        assertThat(split(STORE.replace("\n", "\r\n")).units()).isEqualTo(units);
        assertThat(split(STORE.replace('\n', '\r')).units()).isEqualTo(units);
        assertThat(split("\uFEFF" + STORE).units()).isEqualTo(units);
    }

    @Test
    void anythingThatDoesNotParseIsSplitIntoWindowsWithTheReason() {
        Split broken = split("class A {\n  int f( { return 1; }\n}\n");
        assertThat(broken.outcome()).isEqualTo(Outcome.WINDOWED);
        assertThat(broken.reason()).isEqualTo("does not parse: line 2, column 10, unexpected \"{\"");
        assertThat(broken.units()).hasSize(1);
        assertThat(broken.units().getFirst().source()).isEqualTo("class A {\n  int f( { return 1; }\n}");
        assertThat(split("class A { String s = \"unclosed").reason())
                .startsWith("does not parse")
                .doesNotContain("\n");
        assertThat(split("class A { /* unclosed").reason())
                .startsWith("does not parse")
                .doesNotContain("\n");
    }

    @Test
    void codeThatIsCommentedOutIsStillFound() {
        Split split = split("// class A {\n//   void f() {}\n// }\n");
        assertThat(split.outcome()).isEqualTo(Outcome.WINDOWED);
        assertThat(split.reason()).isEqualTo("declares nothing");
        assertThat(split.units()).hasSize(1);
        assertThat(split("").outcome()).isEqualTo(Outcome.PARSED);
        assertThat(split(" \n\t\n").units()).isEmpty();
    }

    @Test
    void nestingThatOverflowsTheStackIsSplitIntoWindows() {
        String nested = "class A { int x = " + "(".repeat(200_000) + "1" + ")".repeat(200_000) + "; }";
        Split split = split(nested);
        assertThat(split.outcome()).isEqualTo(Outcome.WINDOWED);
        assertThat(split.reason()).isEqualTo("does not parse: nested too deeply");
        assertThat(split.units()).isNotEmpty();
    }

    @Test
    void nestingThatNeedsADeeperStackGetsIt() {
        String nested = "class A { int x = " + "(".repeat(3_000) + "1" + ")".repeat(3_000) + "; }";
        assertThat(names(split(nested))).startsWith("class A");
    }

    @Test
    void typesNestedBeyondReasonAreSplitIntoWindows() {
        Split split = split("class Deep { ".repeat(2_000) + "}".repeat(2_000));
        assertThat(split.outcome()).isEqualTo(Outcome.WINDOWED);
        assertThat(split.reason()).isEqualTo("does not parse: nested too deeply");
    }

    @Test
    void whatTheParserDoesNotComeBackFromIsSplitIntoWindows() {
        String nested = "class A { void a() { " + "run(x -> { ".repeat(21) + "; " + "});".repeat(21) + " } }";
        Split split = JavaSplitter.split("r", "src/A.java", SourceText.of(nested), Duration.ofMillis(300));
        assertThat(split.outcome()).isEqualTo(Outcome.WINDOWED);
        assertThat(split.reason()).startsWith("does not parse: takes the parser more than ");
        assertThat(split.units()).isNotEmpty();
    }

    @Test
    void longMethodsGoOnInWindowsThatKnowWhoseTheyAre() {
        StringBuilder text = new StringBuilder("class A {\n  /** Does much. */\n  void much(int a) {\n");
        for (int i = 0; i < 500; i++) {
            text.append(i % 50 == 0 ? "\n" : "    call" + i + "();\n");
        }
        Split split = split(text.append("  }\n}\n").toString());
        List<CodeUnit> pieces = split.units().subList(1, split.units().size());
        assertThat(pieces).extracting(CodeUnit::kind).containsExactly(Kind.METHOD, Kind.WINDOW, Kind.WINDOW);
        assertThat(pieces).extracting(CodeUnit::qualifiedName).containsOnly("A.much");
        assertThat(pieces.getFirst().header()).endsWith("\nDoes much.");
        assertThat(pieces.get(1).header()).endsWith("\nDoes much.\nvoid much(int a)");
        List<Integer> lines = pieces.stream().flatMap(p -> p.lines().stream()).toList();
        assertThat(lines).isSorted().doesNotHaveDuplicates().startsWith(3).endsWith(504);
        assertThat(lines).hasSizeGreaterThan(495);
    }

    @Test
    void aLineTooLongForAnyModelIsBroken() {
        CodeUnit unit = unit("class A {\n  String s = \"" + "x".repeat(30_000) + "\";\n}\n", "A");
        assertThat(unit.source().length()).isLessThanOrEqualTo(8_000);
        assertThat(split("class A {\n  String s = \"" + "x".repeat(30_000) + "\";\n}\n")
                        .units())
                .hasSizeGreaterThan(3)
                .allSatisfy(piece -> assertThat(piece.lines()).isSubsetOf(1, 2, 3));
    }

    @Test
    void testCodeIsKnownByItsPlaceAndByItsAnnotations() {
        UnitSplitter splitter = new UnitSplitter();
        String text = "package org.acme.test; class A { void f() {} @Test void g() {} }";
        assertThat(splitter.split("r", "src/main/java/org/acme/test/A.java", text)
                        .units())
                .extracting(CodeUnit::test)
                .containsExactly(false, false, true);
        assertThat(splitter.split("r", "org/acme/test/A.java", text)
                        .units()
                        .getFirst()
                        .test())
                .isFalse();
        assertThat(splitter.split("r", "m/src/test/java/org/acme/test/A.java", text)
                        .units())
                .extracting(CodeUnit::test)
                .containsOnly(true);
        assertThat(splitter.split("r", "qa/java/AIT.java", "class AIT {}")
                        .units()
                        .getFirst()
                        .test())
                .isTrue();
        assertThat(splitter.split("r", "patterns/NodeTest.java", "class NodeTest {}")
                        .units()
                        .getFirst()
                        .test())
                .isFalse();
        assertThat(splitter.split("r", "src/test/resources/a.txt", "hello")
                        .units()
                        .getFirst()
                        .test())
                .isTrue();
    }
}
