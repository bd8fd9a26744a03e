package dev.quarry.encoder.cpu.onednn;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.NoSuchElementException;

/**
 * oneDNN's native library, out of the artefact {@code org.bytedeco:dnnl} of this platform, loaded for as long as the JVM lives.
 */
public final class OneDnnLibrary {

    private final Dnnl dnnl;
    private final String version;

    private OneDnnLibrary(Dnnl dnnl) {
        this.dnnl = dnnl;
        int[] numbers = dnnl.version();
        this.version = numbers[0] + "." + numbers[1] + "." + numbers[2];
    }

    /**
     * Extracts the library where that has not been done, and loads it.
     *
     * @throws OneDnnUnavailableException if this platform has none or it does not load; says why
     */
    public static OneDnnLibrary load() {
        return load(LibraryFiles.ofThisPlatform(), CacheDirectory.ofThisUser());
    }

    @SuppressWarnings("restricted")
    static OneDnnLibrary load(LibraryFiles files, Path cache) {
        try {
            LibraryFiles.Extracted extracted = files.extract(cache);
            // The library asks for its OpenMP runtime by name: one that is loaded already is found everywhere.
            SymbolLookup openMp = extracted.openMp().isPresent()
                    ? SymbolLookup.libraryLookup(extracted.openMp().get(), Arena.global())
                    : SymbolLookup.libraryLookup(LibraryFiles.WINDOWS_OPENMP, Arena.global());
            Dnnl dnnl = new Dnnl(SymbolLookup.libraryLookup(extracted.dnnl(), Arena.global()), openMp);
            return new OneDnnLibrary(dnnl);
        } catch (IOException e) {
            throw new OneDnnUnavailableException("it cannot be extracted to " + cache + " (" + e + ")", e);
        } catch (IllegalArgumentException | NoSuchElementException | UnsupportedOperationException e) {
            throw new OneDnnUnavailableException("it does not load (" + e.getMessage() + ")", e);
        }
    }

    /** As in {@code 3.11.0}. */
    public String version() {
        return version;
    }

    Dnnl dnnl() {
        return dnnl;
    }
}
