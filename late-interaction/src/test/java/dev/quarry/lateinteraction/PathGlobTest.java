package dev.quarry.lateinteraction;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathGlobTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *.java               | src/main/A.java     | true
            *.java               | A.java              | true
            *.java               | A.javac             | false
            src/*.java           | src/A.java          | true
            src/*.java           | src/main/A.java     | false
            src/**/*.java        | src/A.java          | true
            src/**/*.java        | src/a/b/A.java      | true
            src/**               | src/a/b/A.java      | true
            src/**               | lib/src/A.java      | false
            **/io/**             | a/io/b/C.java       | true
            **/io/**             | a/radio/C.java      | false
            /README              | README              | true
            /README              | docs/README         | false
            A?.java              | x/AB.java           | true
            A?.java              | x/A.java            | false
            *.{java,kt}          | x/A.kt              | true
            *.{java,kt}          | x/A.md              | false
            {src,test}/{a,b}/*   | test/b/C            | true
            {src,test}/{a,b}/*   | test/c/C            | false
            A(1)[x]+.java        | A(1)[x]+.java       | true
            {a{b,c}              | {ab                 | true
            {a,{b,c}d}           | cd                  | true
            a},b                 | a},b                | true
            größe*               | x/größeÄ.java       | true
            """)
    void matches(String glob, String path, boolean expected) {
        Automaton automaton = Operations.determinize(PathGlob.automaton(glob), 10_000);

        assertThat(Operations.run(automaton, path)).isEqualTo(expected);
    }
}
