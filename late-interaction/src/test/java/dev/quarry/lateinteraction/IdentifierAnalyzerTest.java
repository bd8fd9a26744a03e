package dev.quarry.lateinteraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifierAnalyzerTest {

    @ParameterizedTest
    @CsvSource({
        "getFileExtension, getFileExtension get File Extension",
        "HTTPClient2, HTTPClient2 HTTP Client 2",
        "snake_case_name, snakecasename snake case name",
        "MAX_RETRY_COUNT, MAXRETRYCOUNT MAX RETRY COUNT",
        "parseURLsOf, parseURLsOf parse URLs Of",
        "base64, base64 base 64",
        "_hidden, hidden",
        "Outer$Inner, OuterInner Outer Inner",
        "x, x",
        "IOException, IOException IO Exception",
        "getURL, getURL get URL",
        "größeÄndern, größeÄndern größe Ändern"
    })
    void splitsIdentifiersAndKeepsThemWhole(String identifier, String words) throws IOException {
        assertThat(split(identifier)).map(Token::text).containsExactly(words.split(" "));
    }

    @Test
    void nothingIsLeftOfJoinersAlone() throws IOException {
        assertThat(split("__ $ _a_")).map(Token::text).containsExactly("a");
    }

    @Test
    void wordsKnowWhereTheyStandAndTheWholeTakesNoPositionOfItsOwn() throws IOException {
        assertThat(split("x _maxRetry_count"))
                .containsExactly(
                        new Token("x", 0, 1, 1),
                        new Token("maxRetrycount", 2, 17, 1),
                        new Token("max", 3, 6, 0),
                        new Token("Retry", 6, 11, 1),
                        new Token("count", 12, 17, 1));
    }

    @Test
    void aQuestionMeetsTheCodeThatAnswersIt() {
        assertThat(LexicalRanking.terms("How do I find the file extensions of parsed files in Java?"))
                .containsOnlyKeys("find", "file", "extens", "pars");
        assertThat(terms("String getFileExtension(Path parsedFile)"))
                .contains("file", "extens", "pars", "getfileextens", "parsedfil");
    }

    @Test
    void aQuestionOfStopWordsAloneKeepsThem() {
        assertThat(LexicalRanking.terms("how to do it")).containsOnlyKeys("how", "to", "do", "it");
    }

    @Test
    void wordsThatAQuestionRepeatsAreCounted() {
        assertThat(LexicalRanking.terms("parse date, parse time"))
                .containsEntry("pars", 2)
                .containsEntry("date", 1);
    }

    private record Token(String text, int start, int end, int increment) {}

    private static List<Token> split(String text) throws IOException {
        WhitespaceTokenizer tokenizer = new WhitespaceTokenizer();
        tokenizer.setReader(new StringReader(text));
        List<Token> found = new ArrayList<>();
        try (TokenStream tokens = new IdentifierFilter(tokenizer)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
            PositionIncrementAttribute increment = tokens.addAttribute(PositionIncrementAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                found.add(new Token(
                        term.toString(), offset.startOffset(), offset.endOffset(), increment.getPositionIncrement()));
            }
            tokens.end();
        }
        return found;
    }

    private static List<String> terms(String text) {
        List<String> terms = new ArrayList<>();
        try (Analyzer analyzer = new IdentifierAnalyzer(CharArraySet.EMPTY_SET);
                TokenStream tokens = analyzer.tokenStream("", text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                terms.add(term.toString());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return terms;
    }
}
