package dev.quarry.eval.pairs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quarry.lateinteraction.CodeUnit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Questions that no rule can make: written for this project, one by one, about units of the training libraries, as people ask
 * who do not know the code.
 *
 * <p>They stand in {@code asked-questions.jsonl}, one a line: {@code unit}, as in {@link TrainingPair#unit()}; {@code code}, the
 * beginning of the SHA-256 of the unit's code, which tells overloads apart and a changed release from the one that was read; and
 * {@code question}.
 */
final class WrittenQuestions {
    private static final String RESOURCE = "/dev/quarry/eval/asked-questions.jsonl";
    private static final int DIGITS = 12;

    private record Question(String unit, String code, String question) {}

    private final Map<String, List<String>> byCode = new HashMap<>();

    private WrittenQuestions() {}

    /** All questions that are part of this program. */
    static WrittenQuestions bundled() {
        try (InputStream resource = WrittenQuestions.class.getResourceAsStream(RESOURCE)) {
            return read(new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines());
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + ": cannot be read", e);
        }
    }

    static WrittenQuestions read(Stream<String> lines) {
        ObjectMapper json = new ObjectMapper();
        WrittenQuestions questions = new WrittenQuestions();
        lines.forEach(line -> {
            try {
                Question question = json.readValue(line, Question.class);
                questions
                        .byCode
                        .computeIfAbsent(question.unit() + ' ' + question.code(), code -> new ArrayList<>())
                        .add(question.question());
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(RESOURCE + ": not a written question: " + line, e);
            }
        });
        return questions;
    }

    /** Questions that this unit answers. */
    List<String> of(CodeUnit unit) {
        return byCode.getOrDefault(PairRules.id(unit) + ' ' + digest(unit.source()), List.of());
    }

    /** Units that are asked for, as {@link TrainingPair#unit()} names them. */
    List<String> units() {
        return byCode.keySet().stream()
                .map(code -> code.substring(0, code.length() - DIGITS - 1))
                .toList();
    }

    static String digest(String code) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
