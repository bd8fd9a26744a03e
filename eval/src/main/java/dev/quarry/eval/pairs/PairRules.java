package dev.quarry.eval.pairs;

import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.CodeUnit.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The rules that make questions from one unit. Every choice is drawn from a generator that is seeded with the unit's own
 * name, so that a unit gives the same pairs whatever is read before it.
 */
final class PairRules {
    private static final int LONGEST_QUERY = 1_500;
    private static final int MOST_COMMENTS = 4;
    private static final int MOST_ERRORS = 2;
    private static final int MORE_WORDS = 5;
    private static final Pattern ACCESSOR = Pattern.compile("(?:get|set|is|has|with)[A-Z].*");
    /** Names that say what every class says. */
    private static final Set<String> COMMON_NAMES = Set.of(
            "toString",
            "hashCode",
            "equals",
            "compareTo",
            "compare",
            "clone",
            "finalize",
            "main",
            "readResolve",
            "writeReplace",
            "readObject",
            "writeObject",
            "readExternal",
            "writeExternal",
            "valueOf",
            "getInstance");

    private final long seed;
    private final WrittenQuestions written;

    PairRules(long seed, WrittenQuestions written) {
        this.seed = seed;
        this.written = written;
    }

    /**
     * The pairs of a unit.
     *
     * @param unit the unit
     * @param group the library that it is of
     * @param artifact artifact id of the library, as people call it in questions
     * @param dropped told why a question was not used
     */
    List<TrainingPair> of(CodeUnit unit, String group, String artifact, Consumer<DropReason> dropped) {
        Maker maker = new Maker(unit, group, dropped);
        RandomGenerator random = new Random(Hashing.mix(seed ^ Hashing.of(maker.id)));
        DocText doc = DocText.of(unit.javadoc());
        switch (unit.kind()) {
            case METHOD, CONSTRUCTOR -> method(maker, doc, artifact, random);
            case CLASS, INTERFACE, RECORD, ENUM -> type(maker, doc, random);
            case INITIALISER, ANNOTATION, WINDOW -> dropped.accept(DropReason.OTHER_UNIT);
        }
        written.of(unit).forEach(question -> maker.add(PairKind.ASKED, question, unit.source()));
        return maker.pairs;
    }

    private static void method(Maker maker, DocText doc, String artifact, RandomGenerator random) {
        CodeUnit unit = maker.unit;
        CodeShape shape = CodeShape.of(unit.source());
        boolean accessor = ACCESSOR.matcher(unit.name()).matches();
        if (shape.statements() < 2 && random.nextInt(100) >= shareOfTrivial(shape, accessor)) {
            maker.dropped.accept(DropReason.TRIVIAL_BODY);
            return;
        }
        if (maker.accepts(doc.summary())) {
            maker.add(PairKind.SUMMARY, doc.summary(), unit.source());
            Imperative.of(doc.summary())
                    .filter(wish -> Phrases.count(wish) >= 3)
                    .ifPresent(
                            wish -> maker.add(PairKind.QUESTION, question(wish, doc, artifact, random), unit.source()));
            String whole = doc.returns().isEmpty()
                    ? doc.description()
                    : doc.description().replaceFirst("\\.?$", ". Returns ") + doc.returns();
            if (Phrases.count(whole) >= Phrases.count(doc.summary()) + MORE_WORDS) {
                maker.add(PairKind.JAVADOC, whole, unit.source());
            }
        }
        if (Phrases.count(doc.returns()) >= 4 && maker.accepts(doc.returns())) {
            maker.add(PairKind.RETURN, DocText.sentence(doc.returns()), unit.source());
        }
        longest(doc.params())
                .filter(maker::accepts)
                .ifPresent(p -> maker.add(PairKind.PARAM, DocText.sentence(p), unit.source()));
        name(maker, shape, artifact, random);
        comments(maker);
        List<ErrorQuestions.Message> errors = ErrorQuestions.in(shape.body());
        for (ErrorQuestions.Message error : errors.subList(0, Math.min(errors.size(), MOST_ERRORS))) {
            maker.add(PairKind.ERROR, ErrorQuestions.ask(error, random), unit.source());
        }
    }

    /** A title; in a share of the questions the rest of the description stands under it, as people explain what they want. */
    private static String question(String wish, DocText doc, String artifact, RandomGenerator random) {
        String title = QuestionForms.ask(wish, artifact, random);
        int rest = doc.description().indexOf(doc.summary()) + doc.summary().length() + 1;
        String explanation = rest < doc.description().length()
                ? doc.description().substring(rest).strip()
                : "";
        return random.nextInt(3) == 0 && Phrases.count(explanation) >= MORE_WORDS ? title + "\n" + explanation : title;
    }

    /** In percent: of what has a body of one statement, of what has none, and of accessors, whose bodies repeat their names. */
    private static int shareOfTrivial(CodeShape shape, boolean accessor) {
        if (accessor) {
            return 5;
        }
        return shape.statements() == 0 ? 15 : 60;
    }

    private static void name(Maker maker, CodeShape shape, String artifact, RandomGenerator random) {
        CodeUnit unit = maker.unit;
        List<String> words = NameWords.of(unit.name());
        if (unit.kind() != Kind.METHOD
                || words.size() < 2
                || shape.statements() < 2
                || COMMON_NAMES.contains(unit.name())) {
            return;
        }
        String query = String.join(" ", words);
        if (random.nextInt(4) == 0 && Imperative.startsWith(words.getFirst())) {
            query = QuestionForms.ask(query, artifact, random);
        }
        maker.add(PairKind.NAME, query, NameWords.masked(unit.source(), unit.name()));
    }

    private static void comments(Maker maker) {
        int taken = 0;
        for (CommentBlocks.Block block : CommentBlocks.of(maker.unit.source())) {
            if (taken == MOST_COMMENTS) {
                return;
            }
            if (QueryFilter.isCode(block.comment())) {
                maker.dropped.accept(DropReason.CODE_AS_TEXT);
            } else if (Phrases.count(block.comment()) >= 4 && maker.accepts(block.comment())) {
                String query = DocText.sentence(block.comment());
                maker.add(PairKind.COMMENT, Phrases.count(query) >= 4 ? query : block.comment(), block.code());
                taken++;
            }
        }
    }

    private static void type(Maker maker, DocText doc, RandomGenerator random) {
        CodeUnit unit = maker.unit;
        if (!maker.accepts(doc.summary())) {
            return;
        }
        String name = String.join(" ", NameWords.of(unit.name()));
        String query = random.nextInt(5) == 0 ? doc.description() : doc.summary();
        maker.add(PairKind.TYPE, random.nextBoolean() ? query : name + ": " + query, unit.source());
    }

    private static Optional<String> longest(List<String> texts) {
        String longest = "";
        for (String text : texts) {
            longest = text.length() > longest.length() ? text : longest;
        }
        return Phrases.count(longest) >= 5 ? Optional.of(longest) : Optional.empty();
    }

    /** Name of a unit among all libraries. */
    static String id(CodeUnit unit) {
        return unit.repository() + "/" + unit.path() + "#" + unit.qualifiedName();
    }

    /** The context of a unit that its Javadoc has no part in: the first line of the header. */
    static String header(CodeUnit unit) {
        return unit.header().lines().findFirst().orElse("");
    }

    /** Gathers the pairs of one unit. */
    private static final class Maker {
        private final CodeUnit unit;
        private final String group;
        private final String id;
        private final String header;
        private final Consumer<DropReason> dropped;
        private final List<TrainingPair> pairs = new ArrayList<>();

        Maker(CodeUnit unit, String group, Consumer<DropReason> dropped) {
            this.unit = unit;
            this.group = group;
            this.id = id(unit);
            this.header = header(unit);
            this.dropped = dropped;
        }

        boolean accepts(String text) {
            if (text.isEmpty()) {
                return false;
            }
            Optional<DropReason> reason = QueryFilter.reject(text);
            reason.ifPresent(dropped);
            return reason.isEmpty();
        }

        void add(PairKind kind, String query, String code) {
            String text =
                    query.length() <= LONGEST_QUERY ? query : query.substring(0, query.lastIndexOf(' ', LONGEST_QUERY));
            pairs.add(new TrainingPair(kind, text, header, code, unit.name(), id, group));
        }
    }
}
