package dev.quarry.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.Hit;
import dev.quarry.lateinteraction.LineScore;
import java.util.List;

/**
 * What {@code search --json} prints: one object, documented by its field names, stable between versions.
 *
 * @param question the question as asked
 * @param ranking {@code lexical}, or {@code hybrid} where MaxSim took part
 * @param index directory of the index
 * @param hits best first
 */
record HitJson(String question, String ranking, String index, List<Item> hits) {

    /** One hit. Lines are 1-based and inclusive. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            int rank,
            double score,
            @JsonProperty("lexical_score") double lexicalScore,
            @JsonProperty("maxsim_score") Double maxSimScore,
            String repository,
            String path,
            @JsonProperty("first_line") int firstLine,
            @JsonProperty("last_line") int lastLine,
            String kind,
            String language,
            @JsonProperty("package") String packageName,
            String name,
            @JsonProperty("qualified_name") String qualifiedName,
            String signature,
            String visibility,
            List<String> annotations,
            boolean test,
            @JsonProperty("best_lines") List<Line> bestLines) {}

    /** One line of a hit; spans are {@code [start, end)} in UTF-16 characters of {@code text}. */
    record Line(int line, String text, double score, List<int[]> spans) {}

    static HitJson of(String question, String ranking, String index, List<Hit> hits, int linesPerHit) {
        return new HitJson(
                question,
                ranking,
                index,
                hits.stream().map(hit -> item(hit, linesPerHit)).toList());
    }

    private static Item item(Hit hit, int linesPerHit) {
        CodeUnit unit = hit.unit();
        return new Item(
                hit.rank(),
                hit.score(),
                hit.lexicalScore(),
                hit.maxSimScore().isPresent() ? hit.maxSimScore().getAsDouble() : null,
                unit.repository(),
                unit.path(),
                unit.firstLine(),
                unit.lastLine(),
                unit.kind().label(),
                unit.language(),
                unit.packageName(),
                unit.name(),
                unit.qualifiedName(),
                unit.signature(),
                unit.visibility(),
                unit.annotations(),
                unit.test(),
                hit.bestLines(linesPerHit).stream().map(HitJson::line).toList());
    }

    private static Line line(LineScore line) {
        return new Line(
                line.line(),
                line.text(),
                line.score(),
                line.spans().stream()
                        .map(span -> new int[] {span.start(), span.end()})
                        .toList());
    }
}
