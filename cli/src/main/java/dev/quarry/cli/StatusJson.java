package dev.quarry.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.IndexStatus;
import dev.quarry.lateinteraction.ModelStamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What {@code status --json} prints: one object, stable between versions. Sizes are bytes, {@code committed} is UTC. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StatusJson(
        String index,
        String committed,
        ModelStamp model,
        long files,
        long units,
        long tokens,
        long bytes,
        List<Repository> repositories) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Repository(
            String name, String origin, Map<String, Long> files, Map<String, Long> units, List<Reason> reasons) {}

    record Reason(String outcome, String reason, long files, String example) {}

    static StatusJson of(IndexStatus status) {
        return new StatusJson(
                status.index().toString(),
                status.committed().toString(),
                status.model().orElse(null),
                status.fileCount(),
                status.unitCount(),
                status.tokens(),
                status.bytes(),
                status.repositories().stream().map(StatusJson::repository).toList());
    }

    private static Repository repository(IndexStatus.Repository repository) {
        return new Repository(
                repository.name(),
                repository.origin().orElse(null),
                named(repository.files(), LowerCase::of),
                named(repository.units(), CodeUnit.Kind::label),
                repository.reasons().stream()
                        .map(reason -> new Reason(
                                LowerCase.of(reason.outcome()), reason.reason(), reason.files(), reason.example()))
                        .toList());
    }

    private static <K> Map<String, Long> named(Map<K, Long> counts, Function<? super K, String> name) {
        Map<String, Long> named = new LinkedHashMap<>();
        counts.forEach((key, count) -> named.put(name.apply(key), count));
        return named;
    }
}
