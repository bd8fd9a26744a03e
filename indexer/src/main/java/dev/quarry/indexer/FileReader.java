package dev.quarry.indexer;

import dev.quarry.lateinteraction.FileRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads, recognises and splits the files of one repository. Whatever a file holds, it gives one result and no exception. */
final class FileReader {
    private static final int MINIFIED_BYTES = 5_000;
    private static final int MINIFIED_LINE = 1_000;

    private final String repository;
    private final Map<String, String> knownHashes;
    private final UnitSplitter splitter = new UnitSplitter();

    /**
     * @param repository name of the repository
     * @param knownHashes path to content hash of what is indexed already
     */
    FileReader(String repository, Map<String, String> knownHashes) {
        this.repository = repository;
        this.knownHashes = knownHashes;
    }

    FileResult read(RepositoryFile file) {
        if (!file.refusal().isEmpty()) {
            return skipped(file, file.refusal(), true);
        }
        Optional<String> skip = FilePolicy.skip(file.path(), file.size());
        if (skip.isPresent()) {
            return skipped(file, skip.get(), FilePolicy.isJava(file.path()));
        }
        int most = Math.toIntExact(FilePolicy.most(file.path()));
        byte[] bytes;
        try (InputStream in = file.content().open()) {
            bytes = in.readNBytes(most + 1);
        } catch (IOException | RuntimeException e) {
            return skipped(file, unreadable(e), true);
        }
        if (bytes.length > most) {
            return skipped(file, FilePolicy.tooLarge(file.path(), Math.max(file.size(), bytes.length)), true);
        }
        return split(file.path(), bytes);
    }

    private FileResult split(String path, byte[] bytes) {
        String hash = hash(bytes);
        if (hash.equals(knownHashes.get(path))) {
            FileRecord unread = new FileRecord(repository, path, hash, FileRecord.Outcome.SKIPPED, "", 0);
            return new FileResult(unread, List.of(), bytes.length, true, "");
        }
        boolean java = FilePolicy.isJava(path);
        Optional<DecodedText> decoded = DecodedText.of(bytes);
        if (decoded.isEmpty()) {
            return skipped(path, hash, bytes.length, "binary: not text", java);
        }
        String text = decoded.get().text();
        if (!java && isMinified(text)) {
            return skipped(path, hash, bytes.length, "minified", false);
        }
        Split split = splitter.split(repository, path, text);
        String reason = split.reason();
        boolean odd = java && split.outcome() == FileRecord.Outcome.WINDOWED;
        if (!decoded.get().flawless()) {
            reason = "not UTF-8: unknown characters replaced" + (odd ? "; " + reason : "");
            odd = true;
        }
        FileRecord record = new FileRecord(
                repository, path, hash, split.outcome(), reason, split.units().size());
        return new FileResult(record, split.units(), bytes.length, false, odd ? reason : "");
    }

    private FileResult skipped(RepositoryFile file, String reason, boolean warn) {
        return skipped(file.path(), hash(reason.getBytes(StandardCharsets.UTF_8)), 0, reason, warn);
    }

    /** A file that was not read is the same as before as long as it is left out for the same reason. */
    private FileResult skipped(String path, String hash, long bytes, String reason, boolean warn) {
        FileRecord record = new FileRecord(repository, path, hash, FileRecord.Outcome.SKIPPED, reason, 0);
        boolean unchanged = hash.equals(knownHashes.get(path));
        return new FileResult(record, List.of(), bytes, unchanged, warn && !unchanged ? reason : "");
    }

    private static boolean isMinified(String text) {
        return text.length() > MINIFIED_BYTES
                && text.length() / (1 + text.lines().count()) > MINIFIED_LINE;
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String unreadable(Exception e) {
        return "unreadable: " + cause(e);
    }

    /** The reason of a failure without the path that the message around it names already. */
    static String cause(Exception e) {
        return switch (e) {
            case AccessDeniedException ignored -> "permission denied";
            case NoSuchFileException ignored -> "no such file";
            default ->
                e.getMessage() == null
                        ? e.getClass().getSimpleName()
                        : e.getMessage().replaceAll("\\s*\\R\\s*", " ");
        };
    }
}
