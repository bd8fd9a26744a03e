package dev.quarry.eval.data;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** The documents of a data set, read as often as they are needed and never held all at once where they are many. */
public interface Corpus {

    /** Number of documents. */
    int size();

    /**
     * Gives the documents in their order to the taker, until that returns false.
     *
     * @throws IOException when a file cannot be read any more
     */
    void read(Predicate<Document> taker) throws IOException;

    /** Documents in memory. */
    static Corpus of(Collection<Document> documents) {
        List<Document> all = List.copyOf(documents);
        return new Corpus() {
            @Override
            public int size() {
                return all.size();
            }

            @Override
            public void read(Predicate<Document> taker) {
                for (Document document : all) {
                    if (!taker.test(document)) {
                        return;
                    }
                }
            }
        };
    }
}
