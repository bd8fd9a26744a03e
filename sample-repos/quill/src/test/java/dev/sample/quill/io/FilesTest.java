package dev.sample.quill.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
    @TempDir
    Path folder;

    @Test
    void anyLineOfALargeFile() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append("line ").append(i).append(i % 2 == 0 ? "\n" : "\r\n");
        }
        Path file = Files.writeString(folder.resolve("large.txt"), text + "last");
        try (LineIndex index = LineIndex.open(file, 7)) {
            assertEquals(20_001, index.lineCount());
            assertEquals("line 0", index.line(0));
            assertEquals("line 12345", index.line(12_345));
            assertEquals(List.of("line 19999", "last"), index.lines(19_999, 10));
            assertThrows(IndexOutOfBoundsException.class, () -> index.line(20_001));
        }
    }

    @Test
    void followsAppendsAndRotation() throws IOException {
        Path file = folder.resolve("app.log");
        List<String> seen = new ArrayList<>();
        try (GrowingFile growing = new GrowingFile(file, Duration.ofMillis(10), false)) {
            growing.poll(seen::add);
            Files.writeString(file, "first\nhal");
            growing.poll(seen::add);
            assertEquals(List.of("first"), seen);
            Files.writeString(file, "f\r\n", StandardOpenOption.APPEND);
            growing.poll(seen::add);
            Files.writeString(file, "new\n");
            growing.poll(seen::add);
        }
        assertEquals(List.of("first", "half", "new"), seen);
    }
}
