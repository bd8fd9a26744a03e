package dev.quarry.encoder.cpu.onednn;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The native files of one platform: as they lie in the artefact, with the SHA-256 that they must have.
 *
 * @param platform as the artefact's classifiers name it
 * @param openMp the OpenMP runtime that the library needs, empty where the system has it
 * @param dnnl the library itself
 */
record LibraryFiles(String platform, Optional<NativeFile> openMp, NativeFile dnnl) {

    /** Windows' own, part of the Visual C++ runtime. */
    static final String WINDOWS_OPENMP = "vcomp140.dll";

    /** The version of {@code org.bytedeco:dnnl}; the checksums below are of its files. */
    private static final String VERSION = "3.11-1.5.13";

    private static final List<LibraryFiles> PLATFORMS = List.of(
            new LibraryFiles(
                    "linux-x86_64",
                    file("libgomp.so.1", 298_776, "115302e45583ad3e8df681c0a5af4c8273b7399f764965280d70d8780e5ee454"),
                    new NativeFile(
                            "libdnnl.so.3",
                            89_662_848,
                            "a8948803c5718bac623b664be77fb47e24328e8693997e96e02c4308b0ee826f")),
            new LibraryFiles(
                    "linux-arm64",
                    file("libgomp.so.1", 277_896, "58e440465a4174fa7e7ec529e6a2b3b27eeafd048c75a2c6781fd8cd740e1f2c"),
                    new NativeFile(
                            "libdnnl.so.3",
                            60_692_064,
                            "7fe2ab67ff4a08c3944fbb46f52819dcdd74907926ececb544c1940226962301")),
            new LibraryFiles(
                    "macosx-arm64",
                    file("libomp.dylib", 743_200, "e4ec1a31166cbf190c350e2c2542c0300e167e16b6f4850fb601cd761657df5a"),
                    new NativeFile(
                            "libdnnl.3.dylib",
                            22_748_016,
                            "5fb3242888a85fb00a527d2919195f92312570ea4e3be34360f676e34f34d296")),
            new LibraryFiles(
                    "macosx-x86_64",
                    file("libiomp5.dylib", 711_824, "1c1aa4e4d67ab1be2a6e808c2ea51e7ea01cc36bab554a409abf1904b2d41750"),
                    new NativeFile(
                            "libdnnl.3.dylib",
                            62_061_704,
                            "de759d1c06418a7016a4764bc3614b29751f1ae617d5927f02a7e2c3ddb39860")),
            new LibraryFiles(
                    "windows-x86_64",
                    Optional.empty(),
                    new NativeFile(
                            "dnnl.dll",
                            47_472_640,
                            "53fc2341bf0baf8826bc21625ac2514c47892f68badea0cc39464586a712fa08")));

    /**
     * One file.
     *
     * @param name in the artefact and in the cache
     * @param size bytes
     * @param sha256 hexadecimal
     */
    record NativeFile(String name, long size, String sha256) {}

    /** Where the files lie now. */
    record Extracted(Optional<Path> openMp, Path dnnl) {}

    private static Optional<NativeFile> file(String name, long size, String sha256) {
        return Optional.of(new NativeFile(name, size, sha256));
    }

    /** @throws OneDnnUnavailableException if there are none for it */
    static LibraryFiles ofThisPlatform() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static LibraryFiles of(String operatingSystem, String architecture) {
        String os = operatingSystem.toLowerCase(Locale.ROOT);
        String system = os.startsWith("mac") ? "macosx" : os.startsWith("windows") ? "windows" : os;
        String processor = switch (architecture) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64";
            default -> architecture;
        };
        return PLATFORMS.stream()
                .filter(files -> files.platform.equals(system + "-" + processor))
                .findFirst()
                .orElseThrow(() -> new OneDnnUnavailableException("there is none for " + system + "-" + processor));
    }

    /**
     * Brings the files into the cache, once: what lies there under its name and with its size has passed its checksum before.
     *
     * @throws OneDnnUnavailableException if the class path has no such files, or others
     */
    Extracted extract(Path cache) throws IOException {
        Path directory = cache.resolve("onednn-" + VERSION + "-" + platform);
        Optional<Path> runtime = Optional.empty();
        if (openMp.isPresent()) {
            runtime = Optional.of(extract(openMp.get(), directory));
        }
        return new Extracted(runtime, extract(dnnl, directory));
    }

    private Path extract(NativeFile file, Path directory) throws IOException {
        Path target = directory.resolve(file.name);
        if (Files.isRegularFile(target) && Files.size(target) == file.size) {
            return target;
        }
        Files.createDirectories(directory);
        Path whole = Files.createTempFile(directory, file.name, ".part");
        try {
            String actual = copy(file, whole);
            if (!actual.equals(file.sha256)) {
                throw new OneDnnUnavailableException(file.name + " of org.bytedeco:dnnl should have SHA-256 "
                        + file.sha256 + ", has " + actual + ": fetch the artefact again");
            }
            move(whole, target, file.size);
        } finally {
            Files.deleteIfExists(whole);
        }
        return target;
    }

    private static void move(Path whole, Path target, long size) throws IOException {
        try {
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Windows does not replace a library that another process has brought here and loaded meanwhile.
            if (!Files.isRegularFile(target) || Files.size(target) != size) {
                throw e;
            }
        }
    }

    /** Returns the SHA-256. */
    private String copy(NativeFile file, Path target) throws IOException {
        String resource = "/org/bytedeco/dnnl/" + platform + "/" + file.name;
        MessageDigest digest = sha256();
        try (InputStream in = LibraryFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new OneDnnUnavailableException(
                        "org.bytedeco:dnnl:" + VERSION + " of " + platform + " is not on the class path");
            }
            Files.copy(new DigestInputStream(in, digest), target, StandardCopyOption.REPLACE_EXISTING);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
