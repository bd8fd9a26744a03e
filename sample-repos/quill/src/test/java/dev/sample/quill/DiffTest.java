package dev.sample.quill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sample.quill.diff.Change;
import dev.sample.quill.diff.LineDiff;
import dev.sample.quill.diff.UnifiedPatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DiffTest {
    private static List<String> lines(String letters) {
        return List.of(letters.split(""));
    }

    @Test
    void findsTheShortestScript() {
        int edits = 0;
        for (Change change : LineDiff.between(lines("abcabba"), lines("cbabac"))) {
            edits += change.removed().size() + change.added().size();
        }
        assertEquals(5, edits);
        assertTrue(LineDiff.between(lines("abc"), lines("abc")).isEmpty());
        assertEquals(
                List.of(new Change(1, 1, List.of("b"), List.of("x", "y"))), LineDiff.between(lines("abc"), lines("axyc")));
    }

    @Test
    void patchesTakeOneVersionToTheOther() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<String> before = new ArrayList<>();
            List<String> after = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                String line = "line " + random.nextInt(5);
                if (random.nextInt(10) > 1) {
                    before.add(line);
                }
                if (random.nextInt(10) > 1) {
                    after.add(line);
                }
            }
            List<Change> changes = LineDiff.between(before, after);
            String patch = UnifiedPatch.format("a", "b", before, changes, random.nextInt(4));
            assertEquals(after, UnifiedPatch.parse(patch).apply(before), patch);
            List<Change> back = changes.stream().map(Change::inverse).toList();
            String undo = UnifiedPatch.format("b", "a", after, back, 3);
            assertEquals(before, UnifiedPatch.parse(undo).apply(after), undo);
        }
    }

    @Test
    void patchesFindMovedLinesAndRefuseForeignFiles() {
        List<String> before = lines("abcdefgh");
        String patch = UnifiedPatch.format("a", "b", before, LineDiff.between(before, lines("abcdXfgh")), 2);
        List<String> moved = new ArrayList<>(List.of("new", "lines"));
        moved.addAll(before);
        List<String> patched = UnifiedPatch.parse(patch).apply(moved);
        assertEquals("X", patched.get(6));
        UnifiedPatch parsed = UnifiedPatch.parse(patch);
        var refused = assertThrows(UnifiedPatch.PatchRejected.class, () -> parsed.apply(lines("zzzzzzz")));
        assertTrue(refused.getMessage().startsWith("hunk #1"));
    }
}
