package dev.quarry.eval.data;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with a data set, so that all of it is mended at once and not one line a run. */
final class Problems {
    /** More lines than this help nobody: they are counted. */
    private static final int SHOWN = 20;

    private final List<String> shown = new ArrayList<>();
    private int count;

    /**
     * Notes a problem.
     *
     * @param where {@code file:line}, or a file alone
     * @param what the reason and the remedy
     */
    void add(String where, String what) {
        add(where + ": " + what);
    }

    void add(String problem) {
        if (count++ < SHOWN) {
            shown.add(problem);
        }
    }

    /** Notes that there is nothing where that is not the consequence of problems that are noted already. */
    void addNothing(String where, String what) {
        if (count == 0) {
            add(where, what);
        }
    }

    /**
     * A problem that ends reading at once, for what follows from it would be taken for more of them.
     *
     * @return every problem so far and this one, to be thrown
     */
    DataSetException end(String where, String what) {
        List<String> told = told();
        told.add(where + ": " + what);
        return new DataSetException(told);
    }

    /**
     * Ends reading where anything was wrong.
     *
     * @throws DataSetException with every problem
     */
    void throwIfAny() {
        if (count > 0) {
            throw new DataSetException(told());
        }
    }

    private List<String> told() {
        List<String> told = new ArrayList<>(shown);
        if (count > SHOWN) {
            told.add("and " + (count - SHOWN) + " more like these");
        }
        return told;
    }
}
