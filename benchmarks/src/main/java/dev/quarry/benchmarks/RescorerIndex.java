package dev.quarry.benchmarks;

import dev.quarry.lateinteraction.TokenVectors;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ForkJoinPool;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LateInteractionField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LateInteractionRescorer;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

/** What Lucene itself offers for late interaction: raw floats in doc values, which order the best thousand by BM25 anew. */
final class RescorerIndex implements Closeable {

    private static final int FIRST_PASS = 1_000;
    private static final String TEXT = "text";
    private static final String PATH = "path";
    private static final String VECTORS = "vectors";

    private final VectorSet set;
    private final FSDirectory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    private RescorerIndex(VectorSet set, FSDirectory directory) throws IOException {
        this.set = set;
        this.directory = directory;
        this.reader = DirectoryReader.open(directory);
        this.searcher = new IndexSearcher(reader, ForkJoinPool.commonPool());
    }

    /** Opens an index of the first documents of a set, and writes it first where it is not there. */
    static RescorerIndex open(Path index, VectorSet set, int documents) throws IOException {
        if (!Files.exists(index)) {
            Path part = index.resolveSibling(index.getFileName() + ".part");
            try (FSDirectory directory = FSDirectory.open(part);
                    IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
                set.forEachUnit((document, unit) -> {
                    Document stored = new Document();
                    stored.add(new TextField(TEXT, unit.text(), Field.Store.NO));
                    stored.add(new StoredField(PATH, unit.path()));
                    stored.add(new LateInteractionField(VECTORS, rows(set.document(document))));
                    writer.addDocument(stored);
                    return document + 1 < documents;
                });
                writer.commit();
            }
            Files.move(part, index);
        }
        return new RescorerIndex(set, FSDirectory.open(index));
    }

    private static float[][] rows(TokenVectors vectors) {
        float[][] rows = new float[vectors.count()][vectors.dimension()];
        for (int token = 0; token < rows.length; token++) {
            System.arraycopy(vectors.values(), token * vectors.dimension(), rows[token], 0, vectors.dimension());
        }
        return rows;
    }

    /** Ten hits with their paths. */
    void search(int question) throws IOException {
        Query words = new QueryBuilder(new StandardAnalyzer())
                .createBooleanQuery(TEXT, set.questions().get(question).text());
        TopDocs first = searcher.search(words, FIRST_PASS);
        float[][] vectors = rows(set.question(question));
        TopDocs best = LateInteractionRescorer.create(VECTORS, vectors, VectorSimilarityFunction.DOT_PRODUCT)
                .rescore(searcher, first, 10);
        for (ScoreDoc hit : best.scoreDocs) {
            if (searcher.storedFields().document(hit.doc).get(PATH) == null) {
                throw new IOException("document " + hit.doc + " has no path");
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (directory;
                reader) {
            // closing is all there is to do
        }
    }
}
