package dev.quarry.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quarry.lateinteraction.FileRecord;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EncodeAheadTest {

    @Test
    void callerGoesOnWhileABatchIsEncodedAndGetsBatchesInTheirOrder() throws InterruptedException {
        CountDownLatch encoding = new CountDownLatch(1);
        Semaphore mayEncode = new Semaphore(0);
        LengthEncoder slow = new LengthEncoder(() -> {
            encoding.countDown();
            mayEncode.acquireUninterruptibly();
        });
        try (EncodeAhead ahead = new EncodeAhead()) {
            assertThat(ahead.submit(batch(slow, "A.java"))).isEmpty();
            encoding.await();
            // Only because this thread is not waiting can the encoder go on at all.
            mayEncode.release(2);
            assertThat(paths(ahead.submit(batch(slow, "B.java")))).containsExactly("A.java");
            assertThat(paths(ahead.finish())).containsExactly("B.java");
            assertThat(ahead.finish()).isEmpty();
        }
    }

    @Test
    void failureOfTheEncoderArrivesAsWhatItIs() throws InterruptedException {
        LengthEncoder broken = new LengthEncoder(() -> {
            throw new SourceException("the model is broken");
        });
        try (EncodeAhead ahead = new EncodeAhead()) {
            ahead.submit(batch(broken, "A.java"));
            assertThatThrownBy(ahead::finish)
                    .isInstanceOf(SourceException.class)
                    .hasMessage("the model is broken");
        }
    }

    private static List<String> paths(List<DocumentBatch.EncodedFile> files) {
        return files.stream().map(file -> file.file().record().path()).toList();
    }

    private static DocumentBatch batch(LengthEncoder encoder, String path) {
        String text = "class A { void f() {} }";
        Split split = new UnitSplitter().split("r", path, text);
        FileRecord record = new FileRecord(
                "r", path, "h", split.outcome(), "", split.units().size());
        DocumentBatch batch = new DocumentBatch(Optional.of(encoder));
        batch.add(new FileResult(record, split.units(), text.length(), false, ""));
        return batch;
    }
}
