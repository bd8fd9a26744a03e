package dev.sample.quill.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often each word occurs in a set of files, with one task per file.
 *
 * <p>Each task counts in a map of its own and adds it to the shared one when the file is done; adding word by word made
 * the threads wait for each other on frequent words.
 */
public final class WordTally {
    private final ConcurrentHashMap<String, LongAdder> totals = new ConcurrentHashMap<>();

    /** Returns when all files are read; then the first failure, in the order of the files, is thrown. */
    public void addAll(Collection<Path> files, int threads) throws IOException, InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> tasks = new ArrayList<>();
            for (Path file : files) {
                tasks.add(pool.submit(() -> merge(count(file))));
            }
            for (Future<?> task : tasks) {
                task.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UncheckedIOException io) {
                throw io.getCause();
            }
            throw new IllegalStateException("counting words failed", e.getCause());
        }
    }

    public long of(String word) {
        LongAdder count = totals.get(word.toLowerCase(Locale.ROOT));
        return count == null ? 0 : count.sum();
    }

    public List<String> top(int most) {
        return totals.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, LongAdder>>comparingLong(
                                e -> e.getValue().sum())
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, Long> count(Path file) {
        Map<String, Long> counts = new HashMap<>();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                for (String word : WordScanner.words(line)) {
                    counts.merge(word.toLowerCase(Locale.ROOT), 1L, Long::sum);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot count words of " + file, e);
        }
        return counts;
    }

    private void merge(Map<String, Long> counts) {
        counts.forEach((word, n) ->
                totals.computeIfAbsent(word, w -> new LongAdder()).add(n));
    }
}
