package dev.quarry.lateinteraction;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** Opens the directory of an index. */
final class IndexDirectory {

    /** Held here because java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger VECTORIZATION = Logger.getLogger("org.apache.lucene.internal.vectorization");

    static {
        // Lucene tells on every start which vector instructions it found; that is no news to a person who searches.
        if (VECTORIZATION.getLevel() == null) {
            VECTORIZATION.setLevel(Level.WARNING);
        }
    }

    private IndexDirectory() {}

    static Directory open(Path index) throws IOException {
        return FSDirectory.open(index);
    }
}
