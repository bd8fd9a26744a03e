package dev.quarry.cli;

import dev.quarry.encoder.Arithmetic;
import dev.quarry.encoder.Encoder;
import dev.quarry.encoder.ModelInfo;
import dev.quarry.encoder.TokenEmbeddings;
import dev.quarry.lateinteraction.CodeSearcher;
import dev.quarry.lateinteraction.IndexException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import jdk.incubator.vector.FloatVector;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quarry doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        header = "Say what this machine can do, and what is wrong with it.",
        description = {
            "",
            "Each line is what was found by trying it. The model is loaded and encodes one sentence.",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is well", "2:something is not; its line says what to do"},
        footerHeading = "%nExamples:%n",
        footer = {"  quarry doctor", "  quarry doctor --model ~/models/edge"})
final class DoctorCommand implements Callable<Integer> {
    private static final String SENTENCE = "how do I retry a failed request";

    private final Terminal terminal;

    @Mixin
    private IndexOption index;

    @Mixin
    private ModelOption model;

    private boolean healthy = true;

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Runtime runtime = Runtime.getRuntime();
        good("quarry", Version.number());
        good(
                "java",
                Runtime.version() + ", " + System.getProperty("java.vendor") + ", " + System.getProperty("java.home"));
        good(
                "machine",
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                        + runtime.availableProcessors() + " processors, heap up to "
                        + Bytes.label(runtime.maxMemory()));
        good(
                "vectors",
                FloatVector.SPECIES_PREFERRED.vectorBitSize() + " bits, " + FloatVector.SPECIES_PREFERRED.length()
                        + " floats at a time (Java Vector API)");
        Arithmetic.ofThisMachine().forEach(arithmetic -> good("numbers", arithmetic.toString()));
        checkIndexDirectory();
        checkIndex();
        checkModel();
        return healthy ? Quarry.FOUND : Quarry.ERROR;
    }

    private void checkIndexDirectory() {
        Path existing = index.directory();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
            bad(
                    "place",
                    index.directory() + " cannot be written: choose another directory with --index or QUARRY_HOME");
        } else {
            good(
                    "place",
                    index.directory() + ", " + Bytes.label(existing.toFile().getUsableSpace()) + " free");
        }
    }

    private void checkIndex() {
        if (!Files.exists(index.directory())) {
            good("index", "none yet: 'quarry index SOURCE' makes it");
            return;
        }
        try (CodeSearcher searcher = CodeSearcher.open(index.directory())) {
            searcher.verify();
            good(
                    "index",
                    String.format(
                            Locale.ROOT,
                            "%,d units, checksums are right",
                            searcher.status().unitCount()));
        } catch (IndexException broken) {
            bad("index", broken.getMessage());
        }
    }

    private void checkModel() {
        long start = System.nanoTime();
        try (ModelOption.Loaded loaded = model.load(index.directory())) {
            if (loaded.encoder().isEmpty()) {
                good("model", "none: search ranks by words alone");
                return;
            }
            Encoder encoder = loaded.encoder().get();
            TokenEmbeddings vectors = encoder.encodeQuery(SENTENCE);
            ModelInfo info = encoder.model();
            good(
                    "model",
                    String.format(
                            Locale.ROOT,
                            "%s: %.1fM parameters, %d dimensions, questions up to %,d and documents up to %,d tokens; loaded and encoded %d tokens in %.1f s",
                            info.name(),
                            info.parameters() / 1e6,
                            info.dimension(),
                            info.queryLength(),
                            info.documentLength(),
                            vectors.count(),
                            (System.nanoTime() - start) / 1e9));
            good("computes", encoder.arithmetic().toString());
            good("memory", Bytes.label(encoder.memory()) + " at most for weights and a batch, beside the model's file");
        } catch (RuntimeException broken) {
            if (!Failures.isExpected(broken)) {
                throw broken;
            }
            bad("model", broken.getMessage());
        }
    }

    private void good(String name, String finding) {
        line(terminal.style("fg(green)", "ok "), name, finding);
    }

    private void bad(String name, String finding) {
        healthy = false;
        line(terminal.style("bold,fg(red)", "BAD"), name, finding);
    }

    private void line(String mark, String name, String finding) {
        terminal.out().println(mark + "  " + String.format(Locale.ROOT, "%-8s", name) + "  " + finding);
    }
}
