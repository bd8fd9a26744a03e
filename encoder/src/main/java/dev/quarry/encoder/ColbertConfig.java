package dev.quarry.encoder;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How PyLate turns text into queries and documents ({@code config_sentence_transformers.json} and {@code
 * sentence_bert_config.json}).
 *
 * @param queryPrefix token inserted after CLS in queries, empty for none
 * @param documentPrefix the same in documents
 * @param queryLength most tokens of a query, special tokens and prefix included
 * @param documentLength most tokens of a document
 * @param expansion query expansion, empty where the model does none
 * @param skiplistWords tokens that documents drop after encoding
 * @param lowerCase whether text is lower-cased before the tokenizer sees it
 */
record ColbertConfig(
        String queryPrefix,
        String documentPrefix,
        int queryLength,
        int documentLength,
        Optional<Expansion> expansion,
        List<String> skiplistWords,
        boolean lowerCase) {

    /** Python's string.punctuation, PyLate's default skip list. */
    private static final List<String> PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
            .chars()
            .mapToObj(Character::toString)
            .toList();

    /**
     * Query expansion (Khattab and Zaharia, 2020, section 3.2): queries are filled up with a mask token.
     *
     * @param length tokens to fill up to
     * @param attend whether the other tokens see the expansion tokens
     * @param token the token to fill up with, empty for the tokenizer's mask token
     */
    record Expansion(int length, boolean attend, Optional<String> token) {}

    static ColbertConfig read(Path directory) {
        JsonFile json = JsonFile.read(directory.resolve("config_sentence_transformers.json"));
        rejectDefaultPrompt(json);
        int queryLength = json.positive("query_length", 32);
        Optional<Expansion> expansion = expansion(json, queryLength);
        if (expansion.isPresent()) {
            int length = expansion.get().length();
            queryLength = minimumOnly(json) ? Math.max(queryLength, length) : length;
        }
        return new ColbertConfig(
                json.text("query_prefix", "[Q] "),
                json.text("document_prefix", "[D] "),
                queryLength,
                json.positive("document_length", 180),
                expansion,
                json.texts("skiplist_words").orElse(PUNCTUATION),
                JsonFile.readIfPresent(directory.resolve("sentence_bert_config.json"))
                        .flag("do_lower_case", false));
    }

    /** A prompt would be text before every input; PyLate's prefixes took its place, and no published model has both. */
    private static void rejectDefaultPrompt(JsonFile json) {
        String name = json.text("default_prompt_name", "");
        String prompt =
                json.object("prompts").map(prompts -> prompts.text(name, "")).orElse("");
        if (!prompt.isEmpty()) {
            throw json.unsupported("default_prompt_name \"" + name + "\" is not supported");
        }
    }

    /**
     * The older keys (do_query_expansion, attend_to_expansion_tokens) or the newer object (query_expansion), which
     * wins.
     */
    private static Optional<Expansion> expansion(JsonFile json, int queryLength) {
        if (json.root().has("query_expansion")) {
            return json.object("query_expansion")
                    .map(object -> new Expansion(
                            object.positive("length", queryLength),
                            object.flag("attend", false),
                            object.find("token").map(token -> token.asText())));
        }
        if (!json.flag("do_query_expansion", true)) {
            return Optional.empty();
        }
        return Optional.of(
                new Expansion(queryLength, json.flag("attend_to_expansion_tokens", false), Optional.empty()));
    }

    /** Strategy "min" fills short queries up and leaves long ones whole; "fixed" makes every query the same length. */
    private static boolean minimumOnly(JsonFile json) {
        String strategy = json.object("query_expansion")
                .map(object -> object.text("strategy", "fixed"))
                .orElse("fixed");
        return switch (strategy) {
            case "fixed" -> false;
            case "min" -> true;
            default -> throw json.unsupported("query_expansion strategy \"" + strategy + "\" is not supported");
        };
    }
}
