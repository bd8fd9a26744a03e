package dev.quarry.eval.data;

import java.util.List;

/** A data set that cannot be used. Each problem is one line: the file, the line where there is one, the reason and the remedy. */
public final class DataSetException extends RuntimeException {
    private final List<String> problems;

    DataSetException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of the files and lines. */
    public List<String> problems() {
        return problems;
    }
}
