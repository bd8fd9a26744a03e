package dev.quarry.eval.pairs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.quarry.eval.pairs.PairReport.Library;
import dev.quarry.indexer.MavenCoordinate;
import dev.quarry.lateinteraction.CodeUnit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes training pairs, questions with the code that answers them, from the source jars of libraries.
 *
 * <p>Code that occurs twice, exactly or nearly, is used once; code that a held-out library or the JDK has is not used; no
 * library gives more than its share. The same jars and the same seed give the same files, however many threads work.
 *
 * <p>The output directory gets {@code train-NN.jsonl.gz}, one {@link TrainingPair} a line, and {@code manifest.json}, the
 * {@link PairReport}.
 */
public final class TrainingPairs {
    /** A question that has been asked of this many pieces of code says nothing about the next. */
    private static final int MOST_REPEATS = 3;

    /**
     * What to make.
     *
     * @param output directory for the pairs
     * @param seed seed of all choices
     * @param shards number of files
     * @param threads number of threads that read jars
     * @param mostDocumented units with Javadoc that a library may give
     * @param mostUndocumented units without Javadoc that a library may give
     * @param jdkSources the JDK's {@code src.zip}, empty to leave its code out of the comparison
     */
    public record Options(
            Path output,
            long seed,
            int shards,
            int threads,
            int mostDocumented,
            int mostUndocumented,
            Optional<Path> jdkSources) {

        /** What the bundled model was trained on: with the sources of the running JDK where it has them. */
        public static Options of(Path output) {
            Path sources = Path.of(System.getProperty("java.home"), "lib", "src.zip");
            int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
            return new Options(
                    output,
                    42,
                    16,
                    threads,
                    10_000,
                    5_000,
                    Files.isRegularFile(sources) ? Optional.of(sources) : Optional.empty());
        }
    }

    /** Told how far the work is. */
    @FunctionalInterface
    public interface Progress {
        /** Called after each library with its place in the list, from 1, the length of the list, and all pairs so far. */
        void read(Library library, int place, int count, long pairs);
    }

    /** A unit on its way: its code to compare by, and the pairs that it would give. */
    private record Candidate(
            String id, boolean documented, Fingerprint code, List<TrainingPair> pairs, DropCounts dropped) {}

    /** What one jar holds. */
    private record Jar(
            MavenCoordinate library, Path path, String sha256, int files, List<Candidate> units, DropCounts dropped) {}

    private final Options options;
    private final SourceJars jars;
    private final WrittenQuestions written = WrittenQuestions.bundled();
    private final CodeSet seen = new CodeSet(4);
    private final CodeSet heldOut = new CodeSet(8);
    private final CodeSet jdk = new CodeSet(8);
    private final Map<Long, Integer> queries = new HashMap<>();
    private final Map<PairKind, Long> kinds = new EnumMap<>(PairKind.class);
    private final DropCounts dropped = new DropCounts();
    private final List<Library> libraries = new ArrayList<>();
    private long files;
    private long units;
    private long unitsUsed;
    private long pairs;

    private TrainingPairs(Options options, SourceJars jars) {
        this.options = options;
        this.jars = jars;
    }

    /**
     * Makes the pairs.
     *
     * @param training libraries to read
     * @param heldOut libraries whose code must not occur
     * @param jars where their source jars are
     * @param options what to make
     * @param progress told after each library
     * @return what was made, also written as {@code manifest.json}
     * @throws IOException when a jar is missing or damaged, or the output cannot be written; the message names the file
     * @throws IllegalArgumentException when a library is to be trained on and held out at once
     */
    public static PairReport write(
            List<MavenCoordinate> training,
            List<MavenCoordinate> heldOut,
            SourceJars jars,
            Options options,
            Progress progress)
            throws IOException {
        for (MavenCoordinate library : heldOut) {
            if (training.stream().anyMatch(c -> c.library().equals(library.library()))) {
                throw new IllegalArgumentException(
                        library + " is held out and to be trained on: take it off one of the two lists");
            }
        }
        TrainingPairs work = new TrainingPairs(options, jars);
        try (ExecutorService readers = Executors.newFixedThreadPool(options.threads())) {
            try {
                work.readHeldOut(readers, heldOut);
                work.readTraining(readers, training, progress);
            } finally {
                readers.shutdownNow();
            }
        }
        PairReport report = work.report(heldOut);
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(options.output().resolve("manifest.json").toFile(), report);
        return report;
    }

    private void readHeldOut(ExecutorService readers, List<MavenCoordinate> libraries) throws IOException {
        List<Future<List<Fingerprint>>> jobs = new ArrayList<>();
        for (MavenCoordinate library : libraries) {
            Path jar = jars.of(library);
            jobs.add(readers.submit(() -> fingerprints(jar, "")));
        }
        Optional<Future<List<Fingerprint>>> jdkJob =
                options.jdkSources().map(zip -> readers.submit(() -> fingerprints(zip, "java.")));
        for (Future<List<Fingerprint>> job : jobs) {
            get(job).forEach(heldOut::add);
        }
        if (jdkJob.isPresent()) {
            get(jdkJob.get()).forEach(jdk::add);
        }
    }

    private static List<Fingerprint> fingerprints(Path archive, String prefix) throws IOException {
        List<Fingerprint> codes = new ArrayList<>();
        new SourceArchive(archive, "held-out")
                .read(
                        path -> path.startsWith(prefix),
                        false,
                        reason -> {},
                        unit -> codes.add(Fingerprint.of(unit.source())));
        return codes;
    }

    private void readTraining(ExecutorService readers, List<MavenCoordinate> training, Progress progress)
            throws IOException {
        try (PairFiles out = new PairFiles(options.output(), options.shards())) {
            Deque<Future<Jar>> ahead = new ArrayDeque<>();
            Iterator<MavenCoordinate> waiting = training.iterator();
            while (waiting.hasNext() || !ahead.isEmpty()) {
                while (waiting.hasNext() && ahead.size() <= options.threads()) {
                    MavenCoordinate library = waiting.next();
                    ahead.add(readers.submit(() -> read(library)));
                }
                take(get(ahead.remove()), out);
                progress.read(libraries.getLast(), libraries.size(), training.size(), pairs);
            }
            out.complete();
        }
    }

    private Jar read(MavenCoordinate library) throws IOException {
        Path path = jars.of(library);
        PairRules rules = new PairRules(options.seed(), written);
        List<Candidate> candidates = new ArrayList<>();
        DropCounts reasons = new DropCounts();
        int read = new SourceArchive(path, library.artifact()).read(p -> true, true, reasons::add, unit -> {
            if (unit.test()) {
                reasons.add(DropReason.OTHER_UNIT);
            } else {
                candidates.add(candidate(unit, library, rules));
            }
        });
        candidates.sort(Comparator.comparingLong(c -> Hashing.mix(options.seed() ^ Hashing.of(c.id()))));
        return new Jar(library, path, sha256(path), read, candidates, reasons);
    }

    private static Candidate candidate(CodeUnit unit, MavenCoordinate library, PairRules rules) {
        DropCounts reasons = new DropCounts();
        List<TrainingPair> pairs = rules.of(unit, library.library(), library.artifact(), reasons::add);
        return new Candidate(
                PairRules.id(unit), !unit.javadoc().isEmpty(), Fingerprint.of(unit.source()), pairs, reasons);
    }

    /** Takes what is new of a jar, in an order drawn by the seed, until the library's share is full. */
    private void take(Jar jar, PairFiles out) throws IOException {
        dropped.addAll(jar.dropped());
        long before = pairs;
        int documented = 0;
        int undocumented = 0;
        for (Candidate unit : jar.units()) {
            dropped.addAll(unit.dropped());
            if (unit.pairs().isEmpty() || !isNew(unit.code())) {
                continue;
            }
            boolean full = unit.documented()
                    ? documented >= options.mostDocumented()
                    : undocumented >= options.mostUndocumented();
            if (full) {
                dropped.add(DropReason.LIBRARY_FULL);
                continue;
            }
            if (write(unit, out)) {
                unitsUsed++;
                documented += unit.documented() ? 1 : 0;
                undocumented += unit.documented() ? 0 : 1;
            }
        }
        files += jar.files();
        units += jar.units().size();
        libraries.add(new Library(
                jar.library().toString(),
                jar.sha256(),
                Files.size(jar.path()),
                jar.files(),
                jar.units().size(),
                (int) (pairs - before)));
    }

    private boolean isNew(Fingerprint code) {
        Optional<DropReason> reason = Optional.empty();
        if (heldOut.containsExactly(code) || heldOut.containsNearly(code)) {
            reason = Optional.of(DropReason.HELD_OUT);
        } else if (jdk.containsExactly(code) || jdk.containsNearly(code)) {
            reason = Optional.of(DropReason.JDK);
        } else if (seen.containsExactly(code)) {
            reason = Optional.of(DropReason.EXACT_DUPLICATE);
        } else if (seen.containsNearly(code)) {
            reason = Optional.of(DropReason.NEAR_DUPLICATE);
        } else {
            seen.add(code);
        }
        reason.ifPresent(dropped::add);
        return reason.isEmpty();
    }

    private boolean write(Candidate unit, PairFiles out) throws IOException {
        boolean any = false;
        for (TrainingPair pair : unit.pairs()) {
            long question = Hashing.of(pair.query().toLowerCase(Locale.ROOT));
            if (queries.merge(question, 1, Integer::sum) > MOST_REPEATS) {
                dropped.add(DropReason.REPEATED_QUERY);
                continue;
            }
            out.write(pair);
            kinds.merge(pair.kind(), 1L, Long::sum);
            pairs++;
            any = true;
        }
        return any;
    }

    private PairReport report(List<MavenCoordinate> heldOutLibraries) {
        Map<String, Long> byKind = new TreeMap<>();
        kinds.forEach((kind, count) -> byKind.put(kind.label(), count));
        return new PairReport(
                options.seed(),
                libraries,
                heldOutLibraries.stream().map(MavenCoordinate::toString).toList(),
                heldOut.count(),
                jdk.count(),
                files,
                units,
                unitsUsed,
                pairs,
                byKind,
                dropped.byLabel());
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static <T> T get(Future<T> job) throws IOException {
        try {
            return job.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading source jars", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case RuntimeException other -> throw other;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }
}
