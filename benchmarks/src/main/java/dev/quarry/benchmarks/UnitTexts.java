package dev.quarry.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quarry.indexer.OpenSource;
import dev.quarry.indexer.Repository;
import dev.quarry.indexer.RepositoryFile;
import dev.quarry.indexer.Sources;
import dev.quarry.indexer.UnitSplitter;
import dev.quarry.lateinteraction.CodeUnit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the texts of code units as a JSON list: {@code UnitTexts SOURCE COUNT OUT}. Units are taken at even distances out of all
 * of the source's, in the order of its files, so that the same source always gives the same list of mixed lengths.
 */
public final class UnitTexts {

    private UnitTexts() {}

    public static void main(String[] args) throws IOException {
        List<String> all = texts(args[0]);
        int count = Integer.parseInt(args[1]);
        if (count < 1 || count > all.size()) {
            throw new IllegalArgumentException(args[0] + " has " + all.size() + " units, asked for " + count);
        }
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add(all.get((int) ((long) i * all.size() / count)));
        }
        new ObjectMapper().writeValue(Path.of(args[2]).toFile(), chosen);
        System.out.println(count + " of " + all.size() + " units of " + args[0]);
    }

    private static List<String> texts(String source) throws IOException {
        UnitSplitter splitter = new UnitSplitter();
        List<String> texts = new ArrayList<>();
        try (OpenSource open = new Sources().open(source)) {
            for (Repository repository : open.repositories()) {
                for (RepositoryFile file : repository.files()) {
                    if (file.path().endsWith(".java")) {
                        try (InputStream in = file.content().open()) {
                            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                            splitter.split(repository.name(), file.path(), text).units().stream()
                                    .map(CodeUnit::text)
                                    .forEach(texts::add);
                        }
                    }
                }
            }
        }
        return texts;
    }
}
