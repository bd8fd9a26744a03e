package dev.quarry.lateinteraction;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a commit says of itself, kept in Lucene's user data of the commit and so written and lost together with it.
 *
 * @param splitterVersion splitter of the writer that committed
 * @param model whose vectors the index holds
 * @param committed when
 * @param codebook the newest codebook, empty where none was trained yet; the codebooks themselves are documents
 * @param origins repository to where it comes from; indexes of earlier writers have none
 */
record CommitData(
        String splitterVersion,
        Optional<ModelStamp> model,
        Instant committed,
        Optional<Codebooks.Stamp> codebook,
        Map<String, String> origins) {

    /**
     * Version of everything that this module writes: fields, analysis, the layout of vectors. Raise it when one
     * changes.
     */
    static final String FORMAT = "2";

    private static final String FORMAT_KEY = "quarry.format";
    private static final String SPLITTER_KEY = "quarry.splitter";
    private static final String COMMITTED_KEY = "quarry.committed";
    private static final String ORIGIN_PREFIX = "quarry.origin.";
    private static final String MODEL_NAME_KEY = "quarry.model.name";
    private static final String MODEL_HASH_KEY = "quarry.model.hash";
    private static final String MODEL_DIMENSION_KEY = "quarry.model.dimension";

    private static final String CODEBOOK_VERSION_KEY = "quarry.codebook.version";
    private static final String CODEBOOK_TOKENS_KEY = "quarry.codebook.tokens";

    CommitData {
        origins = Map.copyOf(origins);
    }

    Map<String, String> toUserData() {
        Map<String, String> data = new TreeMap<>();
        data.put(FORMAT_KEY, FORMAT);
        data.put(SPLITTER_KEY, splitterVersion);
        data.put(COMMITTED_KEY, committed.toString());
        model.ifPresent(stamp -> {
            data.put(MODEL_NAME_KEY, stamp.name());
            data.put(MODEL_HASH_KEY, stamp.hash());
            data.put(MODEL_DIMENSION_KEY, Integer.toString(stamp.dimension()));
        });
        codebook.ifPresent(stamp -> {
            data.put(CODEBOOK_VERSION_KEY, Integer.toString(stamp.version()));
            data.put(CODEBOOK_TOKENS_KEY, Long.toString(stamp.trainedOn()));
        });
        origins.forEach((repository, origin) -> data.put(ORIGIN_PREFIX + repository, origin));
        return data;
    }

    /**
     * Reads the user data of a commit.
     *
     * @throws IndexException if it is not of this version of Quarry
     */
    static CommitData of(Path index, Map<String, String> data) {
        String format = data.get(FORMAT_KEY);
        if (format == null) {
            throw new IndexException(
                    index + ": a Lucene index, but not one of Quarry: choose another directory with --index");
        }
        if (!format.equals(FORMAT)) {
            throw new IndexException(index + ": written in index format " + format + ", this Quarry reads format "
                    + FORMAT + ": delete the directory and index again, or use the Quarry that wrote it");
        }
        Optional<ModelStamp> model = Optional.ofNullable(data.get(MODEL_HASH_KEY))
                .map(hash -> new ModelStamp(
                        data.get(MODEL_NAME_KEY), hash, Integer.parseInt(data.get(MODEL_DIMENSION_KEY))));
        Optional<Codebooks.Stamp> codebook = Optional.ofNullable(data.get(CODEBOOK_VERSION_KEY))
                .map(version ->
                        new Codebooks.Stamp(Integer.parseInt(version), Long.parseLong(data.get(CODEBOOK_TOKENS_KEY))));
        Map<String, String> origins = new TreeMap<>();
        data.forEach((key, value) -> {
            if (key.startsWith(ORIGIN_PREFIX)) {
                origins.put(key.substring(ORIGIN_PREFIX.length()), value);
            }
        });
        return new CommitData(data.get(SPLITTER_KEY), model, Instant.parse(data.get(COMMITTED_KEY)), codebook, origins);
    }
}
