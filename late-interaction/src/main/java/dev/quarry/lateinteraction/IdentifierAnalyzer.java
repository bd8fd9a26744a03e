package dev.quarry.lateinteraction;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.util.CharTokenizer;

/**
 * Words of code and of questions about code: identifiers are split and also kept whole, everything is lower-cased and
 * stemmed, so that "file extensions" meets {@code getFileExtension}.
 */
final class IdentifierAnalyzer extends Analyzer {

    private final CharArraySet stopWords;

    /** @param stopWords words to leave out, lower case, before stemming */
    IdentifierAnalyzer(CharArraySet stopWords) {
        this.stopWords = stopWords;
    }

    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
        Tokenizer identifiers = CharTokenizer.fromTokenCharPredicate(IdentifierAnalyzer::isIdentifierPart);
        TokenStream words = new LowerCaseFilter(new IdentifierFilter(identifiers));
        return new TokenStreamComponents(identifiers, new PorterStemFilter(new StopFilter(words, stopWords)));
    }

    private static boolean isIdentifierPart(int character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '$';
    }
}
