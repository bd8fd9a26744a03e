package dev.quarry.encoder.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

    @ParameterizedTest
    @CsvSource({"1,0", "1,5", "3,1", "3,1000"})
    void runsEveryTaskOnce(int threads, int tasks) {
        AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
        try (Workers workers = new Workers(threads)) {
            workers.run(tasks, runs::incrementAndGet);
        }
        for (int i = 0; i < tasks; i++) {
            assertThat(runs.get(i)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,100,96", "2,100,96", "7,5,96", "2,97,6", "3,1,96"})
    void coversEveryRowOnce(int threads, int rows, int most) {
        AtomicIntegerArray runs = new AtomicIntegerArray(rows);
        try (Workers workers = new Workers(threads)) {
            workers.forRows(rows, most, (first, count) -> {
                assertThat(count).isBetween(1, most);
                for (int row = first; row < first + count; row++) {
                    runs.incrementAndGet(row);
                }
            });
        }
        for (int i = 0; i < rows; i++) {
            assertThat(runs.get(i)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void passesFailuresOn(int threads) {
        try (Workers workers = new Workers(threads)) {
            assertThatThrownBy(() -> workers.run(50, i -> {
                        if (i == 20) {
                            throw new IllegalArgumentException("task 20");
                        }
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("task 20");
        }
    }
}
