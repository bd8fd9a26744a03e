package dev.quarry.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Encodes texts for {@code encoder/parity/check_base.py}: {@code EncodeFile MODEL TEXTS.json OUT THREADS [PRECISION]}. TEXTS is a
 * list of {@code {"query": true, "text": "…"}}, queries first; OUT gets, for each text, the number of vectors, their
 * dimension and their values, big-endian.
 */
final class EncodeFile {

    private EncodeFile() {}

    public static void main(String[] args) throws IOException {
        List<String> queries = new ArrayList<>();
        List<String> documents = new ArrayList<>();
        for (JsonNode node : new ObjectMapper().readTree(Path.of(args[1]).toFile())) {
            (node.get("query").booleanValue() ? queries : documents)
                    .add(node.get("text").textValue());
        }
        EncoderOptions options = EncoderOptions.withThreads(Integer.parseInt(args[3]));
        if (args.length > 4) {
            options = options.with(Precision.valueOf(args[4].toUpperCase(Locale.ROOT)));
        }
        try (Encoder encoder = Encoder.open(Path.of(args[0]), options);
                DataOutputStream out =
                        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(Path.of(args[2]))))) {
            System.out.println(encoder.arithmetic());
            for (String query : queries) {
                write(encoder.encodeQuery(query), out);
            }
            long start = System.nanoTime();
            List<TokenEmbeddings> encoded = encoder.encodeDocuments(documents);
            double seconds = (System.nanoTime() - start) / 1e9;
            int tokens = encoded.stream().mapToInt(TokenEmbeddings::count).sum();
            System.out.printf("%d kept document tokens in %.1f s, %.0f tokens/s%n", tokens, seconds, tokens / seconds);
            for (TokenEmbeddings embeddings : encoded) {
                write(embeddings, out);
            }
        }
    }

    private static void write(TokenEmbeddings embeddings, DataOutputStream out) throws IOException {
        out.writeInt(embeddings.count());
        out.writeInt(embeddings.dimension());
        for (float value : embeddings.vectors()) {
            out.writeFloat(value);
        }
    }
}
