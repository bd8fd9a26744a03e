package dev.quarry.lateinteraction;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.LockObtainFailedException;

/** Says in one line what is wrong with an index. */
final class IndexErrors {

    private static final String INDEX_AGAIN = ": delete the index and index again";

    private IndexErrors() {}

    /** The line for whatever Lucene or the file system threw. */
    static IndexException describe(Path index, IOException cause) {
        String message = switch (cause) {
            case LockObtainFailedException _ ->
                index + ": another process is writing to this index: wait until it has finished, or choose another"
                        + " directory with --index";
            case IndexNotFoundException _ -> noIndexLine(index);
            case CorruptIndexException corrupt -> index + ": corrupt: " + where(corrupt) + INDEX_AGAIN;
            case IndexFormatTooNewException newer ->
                index + ": written by a newer Lucene (" + newer.getResourceDescription()
                        + "): use the Quarry that wrote it, or delete the index and index again";
            case IndexFormatTooOldException older ->
                index + ": written by an older Lucene (" + older.getResourceDescription() + ")" + INDEX_AGAIN;
            case NoSuchFileException missing -> index + ": corrupt: " + missing.getFile() + " is missing" + INDEX_AGAIN;
            case FileNotFoundException missing ->
                index + ": corrupt: " + missing.getMessage() + " is missing" + INDEX_AGAIN;
            case AccessDeniedException denied ->
                index + ": no permission for " + denied.getFile() + ": change its owner or mode, or choose another"
                        + " directory with --index";
            default -> index + ": " + cause.getMessage() + ": check the disk, then index again";
        };
        return new IndexException(message, cause);
    }

    /** There is nothing to open. */
    static IndexException noIndex(Path index) {
        return new IndexException(noIndexLine(index));
    }

    private static String noIndexLine(Path index) {
        return index + ": no index here: make one with quarry index, or choose one with --index";
    }

    private static String where(CorruptIndexException corrupt) {
        return corrupt.getOriginalMessage() + " in " + corrupt.getResourceDescription();
    }

    /**
     * Reads files of a commit from end to end and compares checksums.
     *
     * @throws IOException naming the first file that is missing, cut off or changed
     */
    static void verifyChecksums(Directory directory, Collection<String> files) throws IOException {
        for (String file : files) {
            try (IndexInput input = directory.openInput(file, IOContext.READONCE)) {
                CodecUtil.checksumEntireFile(input);
            }
        }
    }
}
