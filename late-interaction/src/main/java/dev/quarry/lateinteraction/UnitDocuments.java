package dev.quarry.lateinteraction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/** How units and files stand in Lucene: one document each, those of a file next to each other. */
final class UnitDocuments {

    /** What a document is: {@link #UNIT} or {@link #FILE}. */
    static final String DOCUMENT = "document";

    static final String UNIT = "unit";
    static final String FILE = "file";
    static final String CODEBOOK = "codebook";

    /** Identifies the file of a document across repositories; replacing and deleting go by it. */
    static final String FILE_KEY = "file_key";

    static final String REPOSITORY = "repository";
    static final String PATH = "path";
    static final String LANGUAGE = "language";
    static final String KIND = "kind";
    static final String PACKAGE = "package";
    static final String NAME = "name";
    static final String QUALIFIED_NAME = "qualified_name";
    static final String SIGNATURE = "signature";
    static final String VISIBILITY = "visibility";
    static final String ANNOTATION = "annotation";
    static final String TEST = "test";
    static final String HEADER = "header";
    static final String JAVADOC = "javadoc";
    static final String SOURCE = "source";
    static final String LINES = "lines";
    static final String FIRST_LINE = "first_line";
    static final String TOKENS = "tokens";
    static final String VECTORS = "vectors";
    static final String TOKEN_CENTROIDS = "token_centroids";
    static final String CENTROIDS = "centroids";
    static final String SPANS = "spans";

    static final String HASH = "hash";
    static final String OUTCOME = "outcome";
    static final String REASON = "reason";
    static final String UNITS = "units";
    static final String SPLITTER = "splitter";

    /**
     * Stored and searched by words. Positions are left out: nothing asks for phrases, and they are half of such an
     * index.
     */
    private static final FieldType WORDS = new FieldType();

    static {
        WORDS.setStored(true);
        WORDS.setTokenized(true);
        WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        WORDS.freeze();
    }

    /** Only which documents have a centroid is asked. */
    private static final FieldType CENTROID = new FieldType();

    static {
        CENTROID.setTokenized(false);
        CENTROID.setOmitNorms(true);
        CENTROID.setIndexOptions(IndexOptions.DOCS);
        CENTROID.freeze();
    }

    private UnitDocuments() {}

    private static String fileKey(String repository, String path) {
        return repository + '\0' + path;
    }

    /** What all documents of a file have. */
    static Term fileTerm(String repository, String path) {
        return new Term(FILE_KEY, fileKey(repository, path));
    }

    /** The document of a unit, its vectors encoded. */
    static Document ofUnit(EmbeddedUnit embedded, Optional<VectorEncoding> encoding) {
        CodeUnit unit = embedded.unit();
        Document document = located(UNIT, unit.repository(), unit.path());
        document.add(new StringField(LANGUAGE, unit.language(), Field.Store.YES));
        document.add(new StringField(KIND, unit.kind().label(), Field.Store.YES));
        document.add(new SortedDocValuesField(KIND, new BytesRef(unit.kind().label())));
        document.add(new StringField(PACKAGE, unit.packageName(), Field.Store.YES));
        document.add(new StringField(VISIBILITY, unit.visibility(), Field.Store.YES));
        for (String annotation : unit.annotations()) {
            document.add(new StringField(ANNOTATION, annotation, Field.Store.YES));
        }
        document.add(new StringField(TEST, Boolean.toString(unit.test()), Field.Store.YES));
        document.add(new Field(NAME, unit.name(), WORDS));
        document.add(new Field(QUALIFIED_NAME, unit.qualifiedName(), WORDS));
        document.add(new Field(SIGNATURE, unit.signature(), WORDS));
        document.add(new Field(HEADER, unit.header(), WORDS));
        document.add(new Field(JAVADOC, unit.javadoc(), WORDS));
        document.add(new Field(SOURCE, unit.source(), WORDS));
        document.add(new StoredField(LINES, LineNumbers.format(unit.lines())));
        document.add(new NumericDocValuesField(FIRST_LINE, unit.firstLine()));
        embedded.vectors().ifPresent(vectors -> addVectors(document, vectors, encoding.orElseThrow()));
        return document;
    }

    private static void addVectors(Document document, TokenVectors vectors, VectorEncoding encoding) {
        VectorEncoding.Encoded encoded = encoding.encode(vectors);
        document.add(new NumericDocValuesField(TOKENS, vectors.count()));
        document.add(
                new BinaryDocValuesField(TOKEN_CENTROIDS, encoded.document().centroids()));
        document.add(new BinaryDocValuesField(VECTORS, encoded.document().tokens()));
        if (encoding.version() != HalfFloatEncoding.VERSION) {
            document.add(
                    new Field(CENTROIDS, CentroidTerms.any(encoding.version()).bytes(), CENTROID));
        }
        for (int centroid : encoded.centroids()) {
            document.add(new Field(CENTROIDS, CentroidTerms.of(encoding.version(), centroid), CENTROID));
        }
        document.add(
                new StoredField(SPANS, TokenSpans.of(vectors, encoded.order()).encoded()));
    }

    /** What all codebooks have. */
    static Term codebookTerm() {
        return new Term(DOCUMENT, CODEBOOK);
    }

    /** The document of a codebook. */
    static Document ofCodebook(Codebook codebook) {
        Document document = new Document();
        document.add(new StringField(DOCUMENT, CODEBOOK, Field.Store.NO));
        document.add(new StoredField(CODEBOOK, codebook.toBytes()));
        return document;
    }

    static Document ofFile(FileRecord file, String splitterVersion) {
        Document document = located(FILE, file.repository(), file.path());
        document.add(new BinaryDocValuesField(HASH, new BytesRef(file.contentHash())));
        document.add(
                new SortedDocValuesField(OUTCOME, new BytesRef(file.outcome().name())));
        document.add(new BinaryDocValuesField(REASON, new BytesRef(file.reason())));
        document.add(new NumericDocValuesField(UNITS, file.units()));
        document.add(new SortedDocValuesField(SPLITTER, new BytesRef(splitterVersion)));
        return document;
    }

    private static Document located(String what, String repository, String path) {
        Document document = new Document();
        document.add(new StringField(DOCUMENT, what, Field.Store.NO));
        document.add(new StringField(FILE_KEY, fileKey(repository, path), Field.Store.NO));
        document.add(new StringField(REPOSITORY, repository, Field.Store.YES));
        document.add(new SortedDocValuesField(REPOSITORY, new BytesRef(repository)));
        document.add(new StringField(PATH, path, Field.Store.YES));
        document.add(new SortedDocValuesField(PATH, new BytesRef(path)));
        return document;
    }

    /** Reads a unit back from its stored fields. */
    static CodeUnit toUnit(Document document) {
        List<String> annotations = new ArrayList<>(Arrays.asList(document.getValues(ANNOTATION)));
        return new CodeUnit(
                document.get(REPOSITORY),
                document.get(PATH),
                document.get(LANGUAGE),
                kind(document.get(KIND)),
                document.get(PACKAGE),
                document.get(NAME),
                document.get(QUALIFIED_NAME),
                document.get(SIGNATURE),
                document.get(VISIBILITY),
                annotations,
                Boolean.parseBoolean(document.get(TEST)),
                document.get(HEADER),
                document.get(JAVADOC),
                document.get(SOURCE),
                LineNumbers.parse(document.get(LINES)));
    }

    static CodeUnit.Kind kind(String label) {
        return CodeUnit.Kind.valueOf(label.toUpperCase(Locale.ROOT));
    }
}
