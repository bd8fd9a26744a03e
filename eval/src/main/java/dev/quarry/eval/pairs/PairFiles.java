package dev.quarry.eval.pairs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** The pairs on disk: gzipped JSON lines in a few files, all pairs of a unit in one of them; whole or not there at all. */
final class PairFiles implements Closeable {
    private final Path directory;
    private final List<JsonGenerator> shards = new ArrayList<>();

    PairFiles(Path directory, int count) throws IOException {
        this.directory = Files.createDirectories(directory);
        JsonFactory factory = new JsonFactory();
        for (int i = 0; i < count; i++) {
            JsonGenerator shard = factory.createGenerator(
                    new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(part(i)), 1 << 16), 1 << 16));
            shard.setRootValueSeparator(null);
            shards.add(shard);
        }
    }

    void write(TrainingPair pair) throws IOException {
        JsonGenerator json = shards.get((int) Long.remainderUnsigned(Hashing.of(pair.unit()), shards.size()));
        json.writeStartObject();
        json.writeStringField("kind", pair.kind().label());
        json.writeStringField("query", pair.query());
        json.writeStringField("header", pair.header());
        json.writeStringField("code", pair.code());
        json.writeStringField("name", pair.name());
        json.writeStringField("unit", pair.unit());
        json.writeStringField("group", pair.group());
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /** Gives the files their names; without this call they stay parts. */
    void complete() throws IOException {
        close();
        for (int i = 0; i < shards.size(); i++) {
            Path file = directory.resolve(String.format("train-%02d.jsonl.gz", i));
            Files.move(part(i), file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() throws IOException {
        for (JsonGenerator shard : shards) {
            shard.close();
        }
    }

    private Path part(int number) {
        return directory.resolve(String.format("train-%02d.jsonl.gz.part", number));
    }
}
