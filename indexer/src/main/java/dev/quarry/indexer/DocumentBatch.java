package dev.quarry.indexer;

import dev.quarry.encoder.Encoder;
import dev.quarry.encoder.TokenEmbeddings;
import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.EmbeddedUnit;
import dev.quarry.lateinteraction.TokenVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gathers files until their units make a batch that keeps the encoder busy. Files stay whole: what leaves the batch is complete.
 */
final class DocumentBatch {
    private static final int FILES = 256;
    private static final int UNITS = 64;
    private static final int CHARACTERS = 96_000;

    private final Optional<Encoder> encoder;
    private final List<FileResult> files = new ArrayList<>();
    private int units;
    private int characters;

    DocumentBatch(Optional<Encoder> encoder) {
        this.encoder = encoder;
    }

    /** A file with its units ready to be stored. */
    record EncodedFile(FileResult file, List<EmbeddedUnit> units) {}

    void add(FileResult file) {
        files.add(file);
        units += file.units().size();
        for (CodeUnit unit : file.units()) {
            characters += length(unit);
        }
    }

    boolean isFull() {
        return encoder.isEmpty() || files.size() >= FILES || units >= UNITS || characters >= CHARACTERS;
    }

    /** Encodes what was added and starts afresh. */
    List<EncodedFile> drain() {
        List<CodeUnit> all =
                files.stream().flatMap(file -> file.units().stream()).toList();
        List<EmbeddedUnit> embedded = encoder.map(model -> encode(model, all))
                .orElseGet(() -> all.stream()
                        .map(unit -> new EmbeddedUnit(unit, Optional.empty()))
                        .toList());
        List<EncodedFile> encoded = new ArrayList<>(files.size());
        int from = 0;
        for (FileResult file : files) {
            int to = from + file.units().size();
            encoded.add(new EncodedFile(file, embedded.subList(from, to)));
            from = to;
        }
        files.clear();
        units = 0;
        characters = 0;
        return encoded;
    }

    /** Encodes in portions of the batch's size: one file alone may have any number of units. */
    private static List<EmbeddedUnit> encode(Encoder encoder, List<CodeUnit> units) {
        List<EmbeddedUnit> embedded = new ArrayList<>(units.size());
        int from = 0;
        while (from < units.size()) {
            int to = from;
            int characters = 0;
            while (to < units.size() && to - from < 2 * UNITS && (to == from || characters < CHARACTERS)) {
                characters += length(units.get(to));
                to++;
            }
            List<CodeUnit> portion = units.subList(from, to);
            List<TokenEmbeddings> vectors =
                    encoder.encodeDocuments(portion.stream().map(CodeUnit::text).toList());
            for (int i = 0; i < portion.size(); i++) {
                embedded.add(new EmbeddedUnit(portion.get(i), Optional.of(tokenVectors(vectors.get(i)))));
            }
            from = to;
        }
        return embedded;
    }

    private static TokenVectors tokenVectors(TokenEmbeddings embeddings) {
        return new TokenVectors(embeddings.dimension(), embeddings.vectors(), embeddings.starts(), embeddings.ends());
    }

    private static int length(CodeUnit unit) {
        return unit.header().length() + 1 + unit.source().length();
    }
}
