package dev.quarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the bundled model at hand, as the launcher has it. */
class ModelOptionTest {
    private static final String HOME = "quarry.home";

    @TempDir
    private Path scratch;

    private Path source;
    private Shell shell;

    @BeforeEach
    void bundle() throws IOException {
        System.setProperty(HOME, Shell.SAMPLES.getParent().toString());
        source = Files.createDirectories(scratch.resolve("shop"));
        Files.writeString(source.resolve("Cart.java"), "class Cart { void throwAway() { items.clear(); } }");
        shell = new Shell(scratch.resolve("index"));
    }

    @AfterEach
    void unbundle() {
        System.clearProperty(HOME);
    }

    @Test
    void aNewIndexIsMadeAndSearchedWithTheBundledModel() {
        assertThat(shell.run("index", source.toString()).exitCode()).isZero();

        assertThat(shell.run("status").out()).contains("quarry-edge");
        Shell.Result found = shell.run("search", "--json", "empty the basket");
        assertThat(found.out()).contains("\"hybrid\"").contains("throwAway");
        assertThat(found.err()).isEmpty();
    }

    @Test
    void anIndexOfWordsStaysOne() {
        shell.run("index", "--model", "none", source.toString());

        assertThat(shell.run("index", source.toString()).exitCode()).isZero();
        Shell.Result found = shell.run("search", "throw away");
        assertThat(found.exitCode()).isZero();
        assertThat(found.err()).contains("made with --model none");
    }

    @Test
    void aBundledModelHasAName() {
        Shell.Result made = shell.run("index", "--model", "quarry-edge", source.toString());

        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(shell.run("search", "--model", "none", "throw away").err()).contains("ranked by words alone");
    }

    @Test
    void aModelThatIsNowhereIsAnErrorOfOneLine() {
        Shell.Result result = shell.run("index", "--model", "quarry-egde", source.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.errorLines())
                .singleElement()
                .asString()
                .contains("quarry-egde")
                .contains("quarry-edge");
    }
}
