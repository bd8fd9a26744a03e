package dev.quarry.cli;

import dev.quarry.eval.data.Beir;
import dev.quarry.eval.data.Challenge;
import dev.quarry.eval.data.CodeSearchNet;
import dev.quarry.eval.data.DataSet;
import dev.quarry.eval.data.JavadocQuestions;
import dev.quarry.eval.data.JudgedQuestion;
import dev.quarry.eval.pairs.Libraries;
import dev.quarry.eval.pairs.SourceJars;
import dev.quarry.indexer.MavenCoordinate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Where questions and judgements come from: one of these. */
final class EvalQuestions {
    private static final String HELD_OUT = "held-out";

    @Option(
            names = "--judged",
            paramLabel = "FILE",
            description =
                    "Questions about an index that exists, as JSON lines: {\"id\", \"question\", \"relevant\": [{\"repository\", \"path\", "
                            + "\"unit\", \"lines\": [first, last], \"grade\"}]}; without unit and lines the whole file answers.")
    private Path judged;

    @Option(
            names = "--beir",
            paramLabel = "DIR",
            description = "A data set in BEIR's layout, as CoIR and MTEB ship theirs: corpus.jsonl, queries.jsonl and "
                    + "qrels/test.tsv or .jsonl, plain or gzipped.")
    private Path beir;

    @Option(
            names = "--csn",
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "CodeSearchNet's files of one language, .jsonl or .jsonl.gz: ranked over all functions, and by "
                            + "its own protocol among batches of 1,000.")
    private List<Path> codeSearchNet;

    @Option(
            names = "--challenge",
            paramLabel = "DIR",
            description = "CodeSearchNet's challenge: queries.csv, annotationStore.csv, and the functions as .jsonl or "
                    + ".jsonl.gz.")
    private Path challenge;

    @Option(
            names = "--javadoc",
            arity = "1..*",
            paramLabel = "COORDINATE",
            description =
                    "Ask the Javadoc sentences of these libraries for their methods, names visible and masked; 'held-out' "
                            + "stands for the libraries that the bundled model is developed on.")
    private List<String> javadoc;

    /** File of questions about an index that exists; null where the questions bring their documents. */
    Path judged() {
        return judged;
    }

    /**
     * Reads the data sets with documents of their own.
     *
     * @param split which judgements of a BEIR data set
     * @param most number of Javadoc sentences to draw
     */
    List<DataSet> read(String split, int most) throws IOException {
        if (beir != null) {
            return List.of(Beir.read(beir, split));
        }
        if (codeSearchNet != null) {
            return List.of(CodeSearchNet.read(codeSearchNet));
        }
        if (challenge != null) {
            return List.of(Challenge.read(challenge));
        }
        List<MavenCoordinate> libraries = libraries();
        return JavadocQuestions.read(javadocName(libraries), libraries, SourceJars.maven(), most);
    }

    /** Names the documents among all that evaluations index. */
    String key() {
        if (beir != null) {
            Path directory = beir.toAbsolutePath().normalize();
            return directory.getFileName() + "-" + Integer.toHexString(directory.hashCode());
        }
        return codeSearchNet != null
                ? "codesearchnet"
                : challenge != null ? "codesearchnet-challenge" : javadocName(libraries());
    }

    private List<MavenCoordinate> libraries() {
        return javadoc.equals(List.of(HELD_OUT))
                ? Libraries.heldOut()
                : javadoc.stream().map(Libraries::of).toList();
    }

    private String javadocName(List<MavenCoordinate> libraries) {
        return "javadoc-"
                + (javadoc.equals(List.of(HELD_OUT))
                        ? HELD_OUT
                        : libraries.stream().map(MavenCoordinate::artifact).collect(Collectors.joining("-")));
    }

    /** The questions of {@link #judged} as a data set, called by the file and its directory: many are called questions.jsonl. */
    static DataSet dataSet(Path file, List<JudgedQuestion> questions, JudgedQuestion.Level level) {
        String name = file.getFileName().toString().replaceFirst("\\.jsonl(\\.gz)?$", "");
        Path directory = file.toAbsolutePath().normalize().getParent().getFileName();
        return JudgedQuestion.dataSet(directory == null ? name : directory + "-" + name, questions, level);
    }
}
