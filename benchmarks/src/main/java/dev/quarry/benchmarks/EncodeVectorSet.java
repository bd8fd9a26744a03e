package dev.quarry.benchmarks;

import dev.quarry.encoder.Encoder;
import dev.quarry.encoder.EncoderOptions;
import dev.quarry.encoder.TokenEmbeddings;
import dev.quarry.eval.pairs.JavadocSet;
import dev.quarry.eval.pairs.Libraries;
import dev.quarry.eval.pairs.SourceJars;
import dev.quarry.indexer.OpenSource;
import dev.quarry.indexer.Repository;
import dev.quarry.indexer.RepositoryFile;
import dev.quarry.indexer.Sources;
import dev.quarry.indexer.UnitEncoder;
import dev.quarry.indexer.UnitSplitter;
import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.EmbeddedUnit;
import dev.quarry.lateinteraction.SearchRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Encodes what the late-interaction engine is measured on, once: {@code EncodeVectorSet MODEL DIRECTORY COUNT SOURCE...}.
 * The documents are the methods of the held-out libraries, whose Javadoc sentences are the judged questions, and after
 * them the units of the further sources, until there are {@code COUNT}.
 */
public final class EncodeVectorSet {

    private static final int PORTION = 512;

    private final Encoder encoder;
    private final VectorSetWriter set;
    private final List<CodeUnit> waiting = new ArrayList<>();
    private final int most;
    private int written;

    private EncodeVectorSet(Encoder encoder, VectorSetWriter set, int most) {
        this.encoder = encoder;
        this.set = set;
        this.most = most;
    }

    public static void main(String[] arguments) throws IOException {
        try (Encoder encoder = Encoder.open(Path.of(arguments[0]), EncoderOptions.defaults());
                VectorSetWriter set = new VectorSetWriter(Path.of(arguments[1]))) {
            EncodeVectorSet encoding = new EncodeVectorSet(encoder, set, Integer.parseInt(arguments[2]));
            encoding.heldOut();
            for (String source : Arrays.asList(arguments).subList(3, arguments.length)) {
                encoding.source(source);
            }
            encoding.encode();
        }
    }

    private void heldOut() throws IOException {
        JavadocSet held = JavadocSet.read(Libraries.heldOut(), SourceJars.maven());
        for (Map.Entry<String, String> question : held.questions().entrySet()) {
            SearchRequest request = UnitEncoder.ask(encoder, SearchRequest.of(question.getValue()));
            TokenEmbeddings tokens = encoder.encodeQuery(question.getValue());
            float[] weights = encoder.queryWeights(tokens).orElseGet(() -> uniform(tokens.count()));
            set.question(
                    question.getKey(),
                    question.getValue(),
                    held.qrels().of(question.getKey()).keySet(),
                    request.vectors().orElseThrow(),
                    weights);
        }
        for (JavadocSet.Document document : held.documents()) {
            add(inFile(document.id(), document.unit()));
        }
    }

    private static float[] uniform(int tokens) {
        float[] weights = new float[tokens];
        Arrays.fill(weights, 1f);
        return weights;
    }

    private void source(String name) throws IOException {
        UnitSplitter splitter = new UnitSplitter();
        try (OpenSource source = new Sources().open(name)) {
            for (Repository repository : source.repositories()) {
                for (RepositoryFile file : repository.files()) {
                    if (file.path().endsWith(".java") && file.refusal().isEmpty()) {
                        try (InputStream in = file.content().open()) {
                            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                            for (CodeUnit unit : splitter.split(repository.name(), file.path(), text)
                                    .units()) {
                                add(inFile(unit.path() + "#" + unit.qualifiedName() + "~" + unit.firstLine(), unit));
                            }
                        }
                    }
                }
            }
        }
    }

    /** Each document is a file of its own, called by its id, so that a hit says which document it is. */
    private static CodeUnit inFile(String id, CodeUnit unit) {
        return unit.in(unit.repository(), id);
    }

    private void add(CodeUnit unit) throws IOException {
        if (written + waiting.size() < most) {
            waiting.add(unit);
        }
        if (waiting.size() == PORTION) {
            encode();
        }
    }

    private void encode() throws IOException {
        if (waiting.isEmpty()) {
            return;
        }
        for (EmbeddedUnit unit : UnitEncoder.encode(encoder, waiting)) {
            set.document(unit.unit(), unit.vectors().orElseThrow());
        }
        written += waiting.size();
        waiting.clear();
        System.err.printf("%,d documents%n", written);
    }
}
