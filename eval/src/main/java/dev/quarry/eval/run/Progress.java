package dev.quarry.eval.run;

/** Told how far a step is. */
@FunctionalInterface
public interface Progress {
    /**
     * A step begins, with nothing done, or goes on.
     *
     * @param step what is being done, in a word or two
     * @param done number done in this run of the program; what an earlier run did is not among them
     * @param count number to do in this run of the program
     */
    void at(String step, int done, int count);
}
