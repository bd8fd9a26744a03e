package dev.quarry.eval.pairs;

import java.util.List;
import java.util.Map;

/**
 * What was made, and from what: the manifest beside the pairs.
 *
 * @param seed seed of all choices
 * @param libraries the libraries in the order in which they were read
 * @param heldOut libraries that no code is shared with
 * @param heldOutUnits different pieces of code among them
 * @param jdkUnits different pieces of code of the JDK that no code is shared with; 0 where its sources were not at hand
 * @param files Java files read
 * @param units units read
 * @param unitsUsed units that gave a pair
 * @param pairs number of pairs
 * @param pairsByKind number of pairs of each kind, by its label
 * @param dropped how often each reason was given, by its label
 */
public record PairReport(
        long seed,
        List<Library> libraries,
        List<String> heldOut,
        int heldOutUnits,
        int jdkUnits,
        long files,
        long units,
        long unitsUsed,
        long pairs,
        Map<String, Long> pairsByKind,
        Map<String, Long> dropped) {

    /**
     * One source jar.
     *
     * @param coordinate {@code group:artifact:version}
     * @param sha256 of the jar, hexadecimal
     * @param bytes size of the jar
     * @param files Java files in it
     * @param units units in them
     * @param pairs pairs that they gave
     */
    public record Library(String coordinate, String sha256, long bytes, int files, int units, int pairs) {}

    public PairReport {
        libraries = List.copyOf(libraries);
        heldOut = List.copyOf(heldOut);
    }
}
