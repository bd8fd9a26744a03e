package dev.quarry.lateinteraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a writer at random moments, without a chance to tidy up, and looks at what it left. A few kills on every build;
 * {@code -Dquarry.kills=50} for as many as one likes.
 */
class KilledWriterTest {

    @TempDir
    private Path index;

    private final Random random = new Random();

    @Test
    void everyCommitSurvivesAndTheIndexIsWhole() throws Exception {
        int kills = Integer.getInteger("quarry.kills", 3);
        int last = 0;
        for (int kill = 0; kill < kills; kill++) {
            int said = writeAndKill();
            checkIndex();
            int held = held();
            // One commit may have become durable without having been said; those before it must all be there.
            assertThat(held).as("commit held after %d were said", said).isBetween(Math.max(last, said), said + 1);
            last = held;
        }
        assertThat(last).isGreaterThan(kills);
    }

    /** @return the last commit that the writer said was durable, or that was before */
    private int writeAndKill() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process writer = new ProcessBuilder(
                        java,
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessWriter.class.getName(),
                        index.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        AtomicInteger said = new AtomicInteger();
        Thread listening = Thread.ofVirtual().start(() -> listen(writer, said));
        while (said.get() == 0 && writer.isAlive()) {
            Thread.sleep(10);
        }
        Thread.sleep(random.nextInt(1_000));
        writer.destroyForcibly();
        assertThat(writer.waitFor(1, TimeUnit.MINUTES)).isTrue();
        listening.join();
        return said.get();
    }

    private static void listen(Process writer, AtomicInteger said) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.matches("\\d+")) {
                    said.set(Integer.parseInt(line));
                }
            }
        } catch (IOException _) {
            // the pipe broke with the process
        }
    }

    private void checkIndex() throws IOException {
        try (FSDirectory directory = FSDirectory.open(index);
                CheckIndex check = new CheckIndex(directory)) {
            assertThat(check.checkIndex().clean).isTrue();
        }
    }

    /** Makes sure that exactly the state after one commit is there. */
    private int held() {
        try (CodeSearcher searcher = CodeSearcher.open(index)) {
            searcher.verify();
            IndexStatus status = searcher.status();
            int commit =
                    Integer.parseInt(status.repositories().getFirst().origin().orElseThrow());
            Map<String, String> expected = new TreeMap<>();
            long units = 0;
            for (int file = 0; file < EndlessWriter.FILES; file++) {
                int by = EndlessWriter.writtenBy(file, commit);
                if (by > 0) {
                    expected.put(EndlessWriter.path(file), "h" + by);
                    units += EndlessWriter.units(by);
                }
            }
            Map<String, String> held = new TreeMap<>();
            searcher.files(FileRecord.Outcome.PARSED).forEach(file -> held.put(file.path(), file.contentHash()));
            assertThat(held).isEqualTo(expected);
            assertThat(status.unitCount()).isEqualTo(units);
            TokenVectors question = Fixtures.vectors(random, EndlessWriter.MODEL.dimension(), 2);
            List<Hit> hits =
                    searcher.search(SearchRequest.of("").withVectors(question).withK((int) units + 1));
            assertThat(hits)
                    .hasSize((int) units)
                    .allSatisfy(hit -> assertThat(hit.alignment()).hasSize(2));
            return commit;
        }
    }
}
