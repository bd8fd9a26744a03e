package dev.quarry.lateinteraction;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.LockObtainFailedException;

/** Says in one line what is wrong with an index. */
final class IndexErrors {

    private static final String NO_INDEX = "no index here: make one with quarry index, or choose one with --index";
    private static final String INDEX_AGAIN = ": delete the index and index again";
    private static final Pattern RESOURCE_PATH = Pattern.compile("path=\"([^\"]+)\"");

    private IndexErrors() {}

    /** The line for whatever Lucene or the file system threw. */
    static IndexException describe(Path index, IOException cause) {
        String message = switch (cause) {
            case LockObtainFailedException _ ->
                "another process is writing to this index: wait until it has finished, or choose another directory"
                        + " with --index";
            case IndexNotFoundException _ -> NO_INDEX;
            case IndexFormatTooNewException newer
            when isCommit(newer.getResourceDescription()) ->
                "written by a newer Lucene: use the Quarry that wrote it, or delete the index and index again";
            case IndexFormatTooOldException older
            when isCommit(older.getResourceDescription()) -> "written by an older Lucene" + INDEX_AGAIN;
            case IndexFormatTooNewException newer -> corrupt(newer.getResourceDescription(), newer.getMessage());
            case IndexFormatTooOldException older -> corrupt(older.getResourceDescription(), older.getMessage());
            case CorruptIndexException missing
            when missing.getCause() instanceof NoSuchFileException file -> missing(file);
            case CorruptIndexException corrupt ->
                corrupt(corrupt.getResourceDescription(), corrupt.getOriginalMessage());
            case NoSuchFileException file -> missing(file);
            case FileAlreadyExistsException file ->
                file.getFile() + " is a file, not a directory: choose another directory with --index";
            case AccessDeniedException denied ->
                "no permission for " + denied.getFile() + ": change its owner or mode, or choose another directory with"
                        + " --index";
            default -> cause + ": check the disk, then try again";
        };
        return new IndexException(index + ": " + message, cause);
    }

    private static String missing(NoSuchFileException file) {
        Path name = Path.of(file.getFile()).getFileName();
        return "corrupt: " + name + " is missing" + INDEX_AGAIN;
    }

    private static String corrupt(String resource, String reason) {
        return "corrupt: " + file(resource) + ": " + reason + INDEX_AGAIN;
    }

    /**
     * Whether a version is that of the whole index. Other files are of a version that its commit announced, or
     * damaged.
     */
    private static boolean isCommit(String resource) {
        return file(resource).startsWith(IndexFileNames.SEGMENTS);
    }

    /**
     * The file's name in Lucene's description of a resource: {@code MemorySegmentIndexInput(path="/index/_0.cfs")
     * [slice=_0.fdt]}.
     */
    private static String file(String resource) {
        Matcher path = RESOURCE_PATH.matcher(resource);
        return path.find() ? Path.of(path.group(1)).getFileName().toString() : resource;
    }

    /** There is nothing to open. */
    static IndexException noIndex(Path index) {
        return new IndexException(index + ": " + NO_INDEX);
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
