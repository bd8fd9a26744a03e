package dev.quarry.eval;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes a data set in BEIR's layout of any size, for runs that are about time and memory: {@code java GeneratedSet.java DIR
 * DOCUMENTS QUESTIONS}. Texts are as long as StackOverflow's: questions of about 1,300 characters, some with code in them, answers of
 * about 900. Words are as frequent as words are (Zipf), and a question shares one of 25 words with its answer.
 */
final class GeneratedSet {
    private static final int VOCABULARY = 30_000;
    private static final int QUESTION_WORDS = 200;
    private static final int ANSWER_WORDS = 140;
    private static final String[] SYLLABLES = {
        "ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu", "wa", "xe", "yi",
        "zo", "qu"
    };

    private final Random random = new Random(0);
    private final double[] cumulative = new double[VOCABULARY];

    private GeneratedSet() {
        double sum = 0;
        for (int i = 0; i < VOCABULARY; i++) {
            sum += 1.0 / (i + 10);
            cumulative[i] = sum;
        }
    }

    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    }

    /** Writes a set; each of the first documents answers one question. */
    static void write(Path directory, int documents, int questions) throws IOException {
        GeneratedSet set = new GeneratedSet();
        Files.createDirectories(directory.resolve("qrels"));
        try (BufferedWriter corpus = Files.newBufferedWriter(directory.resolve("corpus.jsonl"));
                BufferedWriter queries = Files.newBufferedWriter(directory.resolve("queries.jsonl"));
                BufferedWriter qrels = Files.newBufferedWriter(directory.resolve("qrels/test.tsv"))) {
            qrels.write("query-id\tcorpus-id\tscore\n");
            for (int i = 0; i < documents; i++) {
                List<String> answer = set.words(ANSWER_WORDS);
                corpus.write("{\"_id\": \"d" + i + "\", \"title\": \"\", \"text\": \"" + set.text(answer) + "\"}\n");
                if (i < questions) {
                    List<String> question = set.words(QUESTION_WORDS);
                    for (int at = 0; at < question.size(); at += 25) {
                        question.set(at, answer.get(set.random.nextInt(answer.size())));
                    }
                    queries.write("{\"_id\": \"q" + i + "\", \"text\": \"" + set.text(question) + "\"}\n");
                    qrels.write("q" + i + "\td" + i + "\t1\n");
                }
            }
        }
    }

    private List<String> words(int count) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add(word(frequent()));
        }
        return words;
    }

    private int frequent() {
        double at = random.nextDouble() * cumulative[VOCABULARY - 1];
        int low = 0;
        int high = VOCABULARY - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (cumulative[middle] < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static String word(int number) {
        StringBuilder word = new StringBuilder();
        int rest = number + SYLLABLES.length;
        while (rest > 0) {
            word.append(SYLLABLES[rest % SYLLABLES.length]);
            rest /= SYLLABLES.length;
        }
        return word.toString();
    }

    /** Sentences of ten words, and now and then a line of code. */
    private String text(List<String> words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            boolean ends = i % 10 == 9;
            boolean code = ends && random.nextInt(6) == 0;
            text.append(words.get(i)).append(ends ? ".\\n" : " ");
            if (code) {
                text.append("    int ")
                        .append(words.get(i))
                        .append(" = ")
                        .append(words.get(i - 1))
                        .append("(1);\\n");
            }
        }
        return text.toString().strip();
    }
}
