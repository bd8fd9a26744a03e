package dev.quarry.eval.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quarry.eval.Qrels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;

/**
 * CodeSearchNet's files (Husain et al., "CodeSearchNet Challenge", 2019): a function and its documentation a line, plain or
 * gzipped. The question is the documentation's own tokens ({@code docstring_tokens}) with a space between them and nothing else
 * done to them; the answer is the function it documents. A function is called by its {@code url}.
 *
 * <p>The code is {@code code} as it stands, for that is what people index; where it holds its own documentation, as Python's
 * does, it is {@code code_tokens}, which leave it out.
 */
public final class CodeSearchNet {
    private CodeSearchNet() {}

    /**
     * Reads the functions of one language.
     *
     * @param files its files; they are taken in the order of their paths, as the published evaluation does
     * @throws IOException when a file is missing or cannot be read; the message names it
     * @throws DataSetException when a line has another form or files are of several languages
     */
    public static DataSet read(List<Path> files) throws IOException {
        Functions functions = Functions.read(files);
        Map<String, String> questions = new LinkedHashMap<>();
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        List<DataSet.Pair> pairs = new ArrayList<>();
        functions.texts().forEach((id, text) -> {
            String question = "q" + (questions.size() + 1);
            questions.put(question, text);
            grades.put(question, Map.of(id, 1));
            pairs.add(new DataSet.Pair(question, id));
        });
        String name = "codesearchnet-" + functions.language();
        return DataSet.of(name, questions, new Qrels(grades), functions)
                .withPairs(pairs)
                .withNotes(functions.notes());
    }

    /**
     * The functions of some files.
     *
     * @param files the files in the order of their paths
     * @param texts for each function's id the tokens of its documentation, in the order of the files
     * @param language their language, lower case
     * @param notes what should be known of them
     */
    record Functions(List<Path> files, Map<String, String> texts, String language, List<String> notes)
            implements Corpus {

        static Functions read(List<Path> files) throws IOException {
            return read(files, new Problems());
        }

        static Functions read(List<Path> files, Problems problems) throws IOException {
            List<Path> sorted = files.stream().sorted().toList();
            Map<String, String> texts = new LinkedHashMap<>();
            Map<String, String> languages = new LinkedHashMap<>();
            int[] inCode = new int[1];
            Namer namer = new Namer();
            for (Path file : sorted) {
                JsonLines.read(file, problems, line -> {
                    languages.putIfAbsent(line.text("language").toLowerCase(Locale.ROOT), line.where());
                    code(line);
                    line.text("func_name");
                    inCode[0] += holdsDocumentation(line) ? 1 : 0;
                    texts.put(namer.name(line.id("url")), tokens(line, "docstring_tokens"));
                    return true;
                });
            }
            if (languages.size() > 1) {
                problems.add("several languages, " + languages
                        + ": give the files of one language at a time, as the published evaluation does");
            } else if (texts.isEmpty()) {
                problems.addNothing(sorted.toString(), "no function in any of these files");
            }
            problems.throwIfAny();
            return new Functions(
                    sorted, texts, languages.keySet().iterator().next(), notes(inCode[0], namer.repeated()));
        }

        private static List<String> notes(int inCode, int repeated) {
            List<String> notes = new ArrayList<>();
            if (inCode > 0) {
                notes.add(String.format(
                        Locale.ROOT,
                        "%,d functions hold their own documentation in 'code': their 'code_tokens' are indexed instead",
                        inCode));
            }
            if (repeated > 0) {
                notes.add(String.format(
                        Locale.ROOT,
                        "%,d functions have the url of another before them: each counts, as in the published evaluation",
                        repeated));
            }
            return notes;
        }

        @Override
        public int size() {
            return texts.size();
        }

        @Override
        public void read(Predicate<Document> taker) throws IOException {
            Problems changed = new Problems();
            Namer namer = new Namer();
            boolean[] more = {true};
            for (Path file : files) {
                JsonLines.read(file, changed, line -> more[0] = taker.test(function(line, namer)));
                if (!more[0]) {
                    return;
                }
            }
            changed.throwIfAny();
        }

        private static Document function(JsonLines.Line line, Namer namer) {
            return Document.ofFunction(
                    namer.name(line.id("url")),
                    line.text("func_name"),
                    line.text("language").toLowerCase(Locale.ROOT),
                    code(line));
        }

        private static String code(JsonLines.Line line) {
            String code = line.text("code");
            return holdsDocumentation(line) ? tokens(line, "code_tokens") : code;
        }

        private static boolean holdsDocumentation(JsonLines.Line line) {
            String documentation = line.optional("docstring").strip();
            return !documentation.isEmpty() && line.text("code").contains(documentation);
        }

        private static String tokens(JsonLines.Line line, String field) {
            JsonNode tokens = line.get(field);
            if (!tokens.isArray()) {
                throw line.malformed("has no array '" + field + "'");
            }
            StringJoiner text = new StringJoiner(" ");
            tokens.forEach(token -> text.add(token.asText()));
            return text.toString();
        }
    }

    /** Ids of functions: their urls, which some files repeat. */
    private static final class Namer {
        private final Map<String, Integer> seen = new HashMap<>();
        private int repeated;

        String name(String url) {
            int count = seen.merge(url, 1, Integer::sum);
            repeated += count > 1 ? 1 : 0;
            return count == 1 ? url : url + "~" + count;
        }

        int repeated() {
            return repeated;
        }
    }
}
