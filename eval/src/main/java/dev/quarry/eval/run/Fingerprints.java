package dev.quarry.eval.run;

import dev.quarry.eval.data.DataSet;
import dev.quarry.lateinteraction.CodeSearcher;
import dev.quarry.lateinteraction.IndexStatus;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** Short names for everything that numbers depend on. */
final class Fingerprints {
    private Fingerprints() {}

    /** Of the questions and judgements of a data set. */
    static String of(DataSet set) {
        MessageDigest digest = sha256();
        set.questions().forEach((id, text) -> {
            add(digest, id);
            add(digest, text);
            new TreeMap<>(set.qrels().of(id)).forEach((document, grade) -> add(digest, document + "\0" + grade));
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of everything that answers depend on: with another one, answers of a run that was stopped are of no use. */
    static String ofRun(DataSet set, Settings settings, Target target, IndexStatus index) throws IOException {
        MessageDigest digest = sha256();
        add(digest, of(set));
        add(digest, settings.configurations() + " " + settings.depth() + " " + settings.quarry());
        add(digest, index.index() + " " + index.committed() + " " + index.model() + " " + target.filter());
        add(
                digest,
                target.encoder()
                        .map(encoder -> encoder.model().hash() + " " + encoder.arithmetic())
                        .orElse(""));
        for (Class<?> code : new Class<?>[] {CodeSearcher.class, Evaluation.class}) {
            add(digest, built(code));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** When the code that a class comes with was built: whoever changes the ranking and builds wants no old answers. */
    private static String built(Class<?> code) throws IOException {
        try {
            Path jar = Path.of(
                    code.getProtectionDomain().getCodeSource().getLocation().toURI());
            return Files.getLastModifiedTime(jar).toString();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static void add(MessageDigest digest, String part) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
