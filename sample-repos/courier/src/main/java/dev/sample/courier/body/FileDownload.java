package dev.sample.courier.body;

import dev.sample.courier.Courier;
import dev.sample.courier.Headers;
import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.error.CourierException;
import dev.sample.courier.header.ContentDisposition;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Brings a large file to disk. Bytes go to {@code NAME.part} and the finished file appears under its name in one move, so
 * nobody ever sees half of it. When a former run broke off, the next one asks only for the rest, provided that the server
 * still has the same version (its validator is kept in {@code NAME.part.tag}).
 */
public final class FileDownload {
    private final Courier courier;
    private final ProgressListener listener;

    public FileDownload(Courier courier, ProgressListener listener) {
        this.courier = courier;
        this.listener = listener;
    }

    /** Saves under the name that the server proposes, or the last segment of the address. */
    public Path intoDirectory(Request request, Path directory) throws IOException {
        try (Reply head = courier.send(request)) {
            String fromPath = request.uri().getPath().replaceAll(".*/", "");
            String name = head.headers().first("Content-Disposition")
                    .flatMap(value -> ContentDisposition.parse(value).safeFileName())
                    .orElse(fromPath.isEmpty() ? "download" : fromPath);
            Path target = directory.resolve(name);
            receive(head.orThrow(), part(target), 0);
            return finish(target);
        }
    }

    public Path to(Request request, Path target) throws IOException {
        Path part = part(target);
        Path tag = tagOf(part);
        long have = Files.exists(part) && Files.exists(tag) ? Files.size(part) : 0;
        // Compressed ranges would be ranges of the compressed form; ask for the bytes as they are.
        Request.Builder ask = request.toBuilder().header("Accept-Encoding", "identity");
        if (have > 0) {
            ask.header("Range", "bytes=" + have + "-").header("If-Range", Files.readString(tag, StandardCharsets.UTF_8));
        }
        try (Reply reply = courier.send(ask.build())) {
            if (reply.status() == 416) {
                // the part is as long as the file, or longer: it cannot be continued
                Files.deleteIfExists(part);
                Files.deleteIfExists(tag);
                throw new CourierException(CourierException.Kind.OTHER, "partial file did not fit and was deleted, try again", request);
            }
            reply.orThrow();
            rememberValidator(reply.headers(), tag);
            // 200 instead of 206 means: changed meanwhile, here is all of it
            receive(reply, part, reply.status() == 206 ? have : 0);
        }
        return finish(target);
    }

    /** As {@link #to}, and deletes the file again unless its SHA-256 is the expected one. */
    public Path verified(Request request, Path target, String sha256) throws IOException {
        Path file = to(request, target);
        String actual = digest(file);
        if (!actual.equalsIgnoreCase(sha256)) {
            Files.delete(file);
            throw new CourierException(
                    CourierException.Kind.OTHER, "checksum mismatch: expected " + sha256 + ", got " + actual, request);
        }
        return file;
    }

    private void receive(Reply reply, Path part, long already) throws IOException {
        long rest = reply.headers().first("Content-Length").map(Long::parseLong).orElse(-1L);
        long total = rest < 0 ? -1 : already + rest;
        ProgressListener shifted = (done, ignored) -> listener.moved(already + done, total);
        StandardOpenOption mode = already > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        try (InputStream in = new MeteredBody.Counting(reply.stream(), total, shifted);
                OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
            in.transferTo(out);
        }
        if (total >= 0 && Files.size(part) != total) {
            throw new CourierException(
                    CourierException.Kind.BROKEN_STREAM, "got " + Files.size(part) + " of " + total + " bytes", reply.request());
        }
    }

    private static void rememberValidator(Headers headers, Path tag) throws IOException {
        String etag = headers.first("ETag").filter(value -> !value.startsWith("W/")).orElse(null);
        String validator = etag != null ? etag : headers.first("Last-Modified").orElse(null);
        if (validator == null) {
            Files.deleteIfExists(tag);
        } else {
            Files.writeString(tag, validator, StandardCharsets.UTF_8);
        }
    }

    private static Path finish(Path target) throws IOException {
        Path part = part(target);
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.deleteIfExists(tagOf(part));
        return target;
    }

    private static Path part(Path target) {
        return target.resolveSibling(target.getFileName() + ".part");
    }

    private static Path tagOf(Path part) {
        return part.resolveSibling(part.getFileName() + ".tag");
    }

    private static String digest(Path file) throws IOException {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
