package dev.quarry.lateinteraction;

import java.util.List;
import org.apache.lucene.analysis.CharArraySet;

/** Words that say nothing about what a question is after. */
final class StopWords {

    private static final String WORDS = """
            a am an and anybody anyone are as at be been being but by can cannot could did do does
            doesn doing don for from had has have having help hi how i if in is isn it its java just
            know like may me might must my need of on or our please s shall should so some somebody
            someone such t than thank thanks that the their them then there these they this those to
            try trying use used using want wants was way ways we were what when where whether which
            while who whom whose why will with would you your
            """;

    /**
     * English function words and what questions about Java are wrapped in; lower case, not stemmed. Verbs that methods
     * are named by (get, find, make) stay: they tell.
     */
    static final CharArraySet QUESTION =
            CharArraySet.unmodifiableSet(new CharArraySet(List.of(WORDS.strip().split("\\s+")), false));

    private StopWords() {}
}
