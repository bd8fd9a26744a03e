package dev.sample.quill.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The shortest list of line insertions and deletions between two texts, by the greedy algorithm of E. Myers, "An O(ND)
 * difference algorithm and its variations" (1986).
 *
 * <p>The two texts span a grid; a step right deletes an old line, a step down inserts a new one, a diagonal step keeps a
 * line that both have. {@code frontier[k]} is how far right diagonal {@code k} has been reached with {@code d} edits. A
 * copy of the frontier is kept for every {@code d}, so memory grows with the square of the number of differences: fine
 * for versions of one file, not for two unrelated large files.
 */
public final class LineDiff {
    private final List<String> before;
    private final List<String> after;

    private LineDiff(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    /** What has to change in {@code before} to get {@code after}; adjoining edits are merged into one {@link Change}. */
    public static List<Change> between(List<String> before, List<String> after) {
        LineDiff diff = new LineDiff(before, after);
        return diff.walkBack(diff.explore());
    }

    /** Share of lines that both texts have in common, from 0 to 1. */
    public static double sameness(List<String> before, List<String> after) {
        int total = before.size() + after.size();
        int touched = 0;
        for (Change change : between(before, after)) {
            touched += change.removed().size() + change.added().size();
        }
        return total == 0 ? 1.0 : 1.0 - (double) touched / total;
    }

    private List<int[]> explore() {
        int n = before.size();
        int m = after.size();
        int offset = n + m + 1;
        int[] frontier = new int[2 * offset + 1];
        List<int[]> history = new ArrayList<>();
        for (int d = 0; d <= n + m; d++) {
            // Round d reads diagonals -d-1 … d+1 only.
            history.add(Arrays.copyOfRange(frontier, offset - d - 1, offset + d + 2));
            for (int k = -d; k <= d; k += 2) {
                boolean down = k == -d || k != d && frontier[offset + k - 1] < frontier[offset + k + 1];
                int x = down ? frontier[offset + k + 1] : frontier[offset + k - 1] + 1;
                int y = x - k;
                while (x < n && y < m && before.get(x).equals(after.get(y))) {
                    x++;
                    y++;
                }
                frontier[offset + k] = x;
                if (x >= n && y >= m) {
                    return history;
                }
            }
        }
        throw new IllegalStateException("no edit path found");
    }

    private List<Change> walkBack(List<int[]> history) {
        List<Change> changes = new ArrayList<>();
        int x = before.size();
        int y = after.size();
        int lastX = x;
        int lastY = y;
        for (int d = history.size() - 1; d > 0; d--) {
            int[] reached = history.get(d);
            int middle = d + 1;
            int k = x - y;
            boolean down = k == -d || k != d && reached[middle + k - 1] < reached[middle + k + 1];
            int previousK = down ? k + 1 : k - 1;
            int previousX = reached[middle + previousK];
            int previousY = previousX - previousK;
            int editX = down ? previousX : previousX + 1;
            if (editX < x) { // a run of kept lines lies behind us: what was collected so far is complete
                emit(changes, x, y, lastX, lastY);
                lastX = editX;
                lastY = editX - k;
            }
            x = previousX;
            y = previousY;
        }
        emit(changes, x, y, lastX, lastY);
        Collections.reverse(changes);
        return changes;
    }

    private void emit(List<Change> changes, int fromX, int fromY, int toX, int toY) {
        if (fromX < toX || fromY < toY) {
            changes.add(new Change(fromX, fromY, before.subList(fromX, toX), after.subList(fromY, toY)));
        }
    }
}
