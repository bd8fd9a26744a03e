package dev.quarry.lateinteraction;

import java.util.List;
import org.apache.lucene.analysis.CharArraySet;

/** Words that say nothing about what a question is after. */
final class StopWords {

    /** English function words and the words that questions about Java are wrapped in; lower case, not stemmed. */
    static final CharArraySet QUESTION = CharArraySet.unmodifiableSet(new CharArraySet(
            List.of(
                    ("a about all also an and any are as at be been but by can cannot could did do does doing don done each for from"
                                    + " get gets getting give given had has have having he her his how i if in into is it its itself just"
                                    + " let like make makes me might more most must my need needs no not of on one only onto or other our"
                                    + " out over own please possible properly s same should simply so some such t than that the their"
                                    + " them then there these they this those through to too us use used using very via want wants was"
                                    + " way ways we were what when where whether which while who whose why will with within without"
                                    + " would you your java code method function class best easiest example help trying try know find")
                            .split(" ")),
            false));

    private StopWords() {}
}
