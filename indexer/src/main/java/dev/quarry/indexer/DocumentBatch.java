package dev.quarry.indexer;

import dev.quarry.encoder.Encoder;
import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.EmbeddedUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gathers files until their units make a batch that keeps the encoder busy. Files stay whole: what leaves the batch is complete.
 */
final class DocumentBatch {
    private static final int FILES = 256;

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
            characters += UnitEncoder.length(unit);
        }
    }

    boolean isFull() {
        return encoder.isEmpty()
                || files.size() >= FILES
                || units >= UnitEncoder.UNITS
                || characters >= UnitEncoder.CHARACTERS;
    }

    /** Encodes what was added and starts afresh. */
    List<EncodedFile> drain() {
        List<CodeUnit> all =
                files.stream().flatMap(file -> file.units().stream()).toList();
        List<EmbeddedUnit> embedded = encoder.map(model -> UnitEncoder.encode(model, all))
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
}
