package dev.quarry.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quarry.encoder.ColbertConfig.Expansion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColbertConfigTest {

    @TempDir
    Path directory;

    @Test
    void absentKeysHavePyLatesDefaults() throws IOException {
        ColbertConfig config = read("{}");
        assertThat(config.queryPrefix()).isEqualTo("[Q] ");
        assertThat(config.documentPrefix()).isEqualTo("[D] ");
        assertThat(config.queryLength()).isEqualTo(32);
        assertThat(config.documentLength()).isEqualTo(180);
        assertThat(config.expansion()).contains(new Expansion(32, false, Optional.empty()));
        assertThat(config.skiplistWords()).hasSize(32).contains("_", "~", "\"", "\\");
        assertThat(config.lowerCase()).isFalse();
    }

    @Test
    void nullsCountAsAbsent() throws IOException {
        ColbertConfig config = read("{\"query_prefix\": null, \"skiplist_words\": null, \"do_query_expansion\": null}");
        assertThat(config).isEqualTo(read("{}"));
    }

    @Test
    void olderKeys() throws IOException {
        assertThat(read("{\"query_length\": 48, \"attend_to_expansion_tokens\": true}")
                        .expansion())
                .contains(new Expansion(48, true, Optional.empty()));
        assertThat(read("{\"do_query_expansion\": false, \"attend_to_expansion_tokens\": true}")
                        .expansion())
                .isEmpty();
    }

    @Test
    void newerKeyWins() throws IOException {
        ColbertConfig fixed = read(
                "{\"do_query_expansion\": false, \"query_length\": 99,"
                        + " \"query_expansion\": {\"strategy\": \"fixed\", \"attend\": true, \"length\": 40, \"token\": \"[X]\"}}");
        assertThat(fixed.expansion()).contains(new Expansion(40, true, Optional.of("[X]")));
        assertThat(fixed.queryLength()).isEqualTo(40);
        assertThat(read("{\"query_expansion\": null}").expansion()).isEmpty();
    }

    @Test
    void minimumLeavesLongQueriesWhole() throws IOException {
        ColbertConfig config =
                read("{\"query_length\": 256, \"query_expansion\": {\"strategy\": \"min\", \"length\": 32}}");
        assertThat(config.expansion()).contains(new Expansion(32, false, Optional.empty()));
        assertThat(config.queryLength()).isEqualTo(256);
        assertThat(read("{\"query_expansion\": {\"strategy\": \"min\", \"length\": 40}}")
                        .queryLength())
                .isEqualTo(40);
    }

    @Test
    void lowerCaseStandsInItsOwnFile() throws IOException {
        Files.writeString(
                directory.resolve("sentence_bert_config.json"), "{\"max_seq_length\": 511, \"do_lower_case\": true}");
        assertThat(read("{}").lowerCase()).isTrue();
    }

    @Test
    void refusesWhatItWouldGetWrong() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read("{\"query_expansion\": {\"strategy\": \"twice\", \"length\": 3}}"))
                .withMessageContaining("strategy \"twice\" is not supported");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read("{\"default_prompt_name\": \"q\", \"prompts\": {\"q\": \"query: \"}}"))
                .withMessageContaining("default_prompt_name \"q\" is not supported");
    }

    private ColbertConfig read(String json) throws IOException {
        Files.writeString(directory.resolve("config_sentence_transformers.json"), json);
        return ColbertConfig.read(directory);
    }
}
