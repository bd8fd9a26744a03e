package dev.quarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What becomes of results that cannot be written. */
final class ResultStreamTest {
    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }

    private static ResultStream printed(OutputStream to) {
        ResultStream results = new ResultStream(to);
        PrintWriter out = new PrintWriter(results, false, StandardCharsets.UTF_8);
        out.println("größe");
        out.flush();
        return results;
    }

    @Test
    void aFullDiskIsRemembered() {
        assertThat(printed(failing("No space left on device")).failure())
                .get()
                .extracting(Throwable::getMessage)
                .isEqualTo("No space left on device");
    }

    @Test
    void aReaderThatHasEnoughIsNoFailure() {
        assertThat(printed(failing("Broken pipe")).failure()).isEmpty();
    }

    @Test
    void otherwiseEverythingArrives() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(printed(bytes).failure()).isEmpty();
        assertThat(bytes.toString(StandardCharsets.UTF_8).strip()).isEqualTo("größe");
    }
}
