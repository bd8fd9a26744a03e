package dev.quarry.eval.pairs;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the first sentence of a Javadoc comment into what somebody would say who wants it done: "Returns the file extension of
 * the given path" becomes "get the file extension of the path".
 */
final class Imperative {
    private static final Pattern PREFIX = Pattern.compile(
            "(?i)^(?:(?:static |simple |internal |small |public |private |protected )?(?:convenience|helper|utility|factory)"
                    + " (?:method|function)(?: (?:to|that|which|for))? |(?:this|the) (?:method|function|constructor|operation)"
                    + " (?:can be used to |is used to |will |should |may |is responsible for )?|(?:method|function) (?:to|that|which) "
                    + "|used (?:to|for) |utility to |helper to |an? (?:method|function) (?:to|that) |attempts? to |tries to |allows (?:you )?to |callback to )");
    private static final Pattern WHETHER = Pattern.compile(
            "(?i)^(?:(?:returns?|is|gets?|indicates?|tells?|checks?|tests?|determines?|verif(?:y|ies)|answers?|queries)\\s+)?"
                    + "(?:\\{?true\\}?,?\\s+(?:if(?: and only if)?|when|iff)|whether(?: or not)?|if)\\s+(?:and only if\\s+)?(.+)$");
    private static final Pattern GIVEN = Pattern.compile(
            "(?i)\\b(the|a|an) (?:given|specified|supplied|provided|passed(?:-?in)?|requested|named|desired|current|underlying) ");
    private static final Pattern THIS = Pattern.compile("(?i)\\bthis (\\w+)");
    private static final Pattern TAIL = Pattern.compile(
            "(?i)(?:\\s*\\([^()]*\\)|,? (?:and returns?|which|so that|such that|e\\.g\\.|i\\.e\\.|for example|if any|if present|if necessary|if needed|or null|otherwise)\\b.*| - .*|; .*|: .*)$");
    private static final int LONGEST_WORDS = 16;

    private static final Map<String, String> PLAIN = Map.ofEntries(
            Map.entry("returns", "get"),
            Map.entry("return", "get"),
            Map.entry("gets", "get"),
            Map.entry("retrieves", "get"),
            Map.entry("retrieve", "get"),
            Map.entry("obtains", "get"),
            Map.entry("fetches", "fetch"),
            Map.entry("constructs", "create"),
            Map.entry("construct", "create"),
            Map.entry("instantiates", "create"),
            Map.entry("does", "do"),
            Map.entry("has", "have"),
            Map.entry("goes", "go"),
            Map.entry("tests", "check"),
            Map.entry("determines", "determine"),
            Map.entry("computes", "compute"),
            Map.entry("initialises", "initialize"),
            Map.entry("quits", "quit"));
    /** First words that end in s and are no verbs of the third person, or verbs that nobody asks for. */
    private static final Set<String> NO_VERBS = set("""
            this class is was as its always process access address less pass compress express discuss alias status
            settings options parameters represents implements extends overrides means indicates contains defines holds
            denotes specifies names values units others various previous statistics keys details results bits bytes fields
            files methods bus radius canvas us plus args props deprecated defaults delegates consists corresponds happens""");
    /** Verbs that already stand in the imperative. */
    private static final Set<String> IMPERATIVES = set("""
            add append apply assert attach bind build calculate call cancel change check clean clear close collect combine
            commit compare compile compress compute configure connect convert copy count create decode decrypt delete
            deserialize detect determine disable disconnect display download draw drop dump enable encode encrypt ensure
            escape evaluate execute expand export extract fetch fill filter find flush format generate get handle hash
            import increment insert install invoke iterate join list load locate lock log look make map mark match merge
            modify move normalize notify open parse perform prepare print process publish push put query read receive
            record register release reload remove rename render replace report request reset resolve restart restore retry
            return retrieve reverse roll rotate run save scan schedule search select send serialize set shut skip sort
            split start stop store strip submit swap switch sync synchronize test throw transform translate traverse trim
            truncate try unlock unregister unwrap update upload use validate verify visit wait walk wrap write""");

    private Imperative() {}

    private static Set<String> set(String words) {
        return Set.copyOf(Phrases.words(words));
    }

    /** The wish behind a sentence, starting with a verb in lower case; empty where the sentence is of another form. */
    static Optional<String> of(String summary) {
        String text = PREFIX.matcher(summary.strip()).replaceFirst("").strip();
        Matcher whether = WHETHER.matcher(text);
        if (whether.matches()) {
            return Optional.of(shortened("check if " + whether.group(1)));
        }
        int space = text.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        String first = text.substring(0, space);
        if (!first.chars().allMatch(Character::isLetter)) {
            return Optional.empty();
        }
        return verb(first.toLowerCase(Locale.ROOT)).map(verb -> shortened(verb + text.substring(space)));
    }

    /** Whether a word is a verb that a wish can start with. */
    static boolean startsWith(String word) {
        return IMPERATIVES.contains(word);
    }

    private static Optional<String> verb(String word) {
        if (PLAIN.containsKey(word)) {
            return Optional.of(PLAIN.get(word));
        }
        if (IMPERATIVES.contains(word)) {
            return Optional.of(word);
        }
        if (NO_VERBS.contains(word) || !word.endsWith("s") || word.endsWith("ss") || word.length() < 4) {
            return Optional.empty();
        }
        if (word.endsWith("ies")) {
            return Optional.of(word.substring(0, word.length() - 3) + "y");
        }
        if (word.matches(".*(ss|sh|ch|x|zz|o)es")) {
            return Optional.of(word.substring(0, word.length() - 2));
        }
        return Optional.of(word.substring(0, word.length() - 1));
    }

    private static String shortened(String wish) {
        String text = GIVEN.matcher(wish).replaceAll("$1 ");
        text = THIS.matcher(text).replaceAll("the $1");
        String before;
        do {
            before = text;
            text = TAIL.matcher(text).replaceFirst("").strip();
        } while (!text.equals(before));
        if (Phrases.count(text) > LONGEST_WORDS) {
            text = clause(text);
        }
        return text.replaceFirst("[.,;:!?]+$", "");
    }

    /** The text up to its last comma or conjunction that leaves a title's length. */
    private static String clause(String text) {
        String shorter = text;
        while (Phrases.count(shorter) > LONGEST_WORDS) {
            int cut = Math.max(
                    Math.max(shorter.lastIndexOf(", "), shorter.lastIndexOf(" and ")),
                    Math.max(
                            shorter.lastIndexOf(" that "),
                            Math.max(shorter.lastIndexOf(" by "), shorter.lastIndexOf(" for "))));
            if (cut < shorter.indexOf(' ', shorter.indexOf(' ') + 1)) {
                return shorter;
            }
            shorter = shorter.substring(0, cut);
        }
        return shorter;
    }
}
