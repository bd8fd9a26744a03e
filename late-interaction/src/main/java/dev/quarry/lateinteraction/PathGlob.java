package dev.quarry.lateinteraction;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;

/** Reads the globs of {@link SearchFilter#paths} into automata over paths. */
final class PathGlob {

    private final String glob;
    private int at;

    private PathGlob(String glob) {
        this.glob = glob;
    }

    /** The automaton of a glob. A brace that is never closed stands for itself, as in a shell. */
    static Automaton automaton(String glob) {
        String whole = glob.startsWith("/") ? glob.substring(1) : glob.contains("/") ? glob : "**/" + glob;
        return new PathGlob(whole).sequence(false);
    }

    private Automaton sequence(boolean inBraces) {
        List<Automaton> parts = new ArrayList<>();
        while (at < glob.length()) {
            char c = glob.charAt(at);
            if (inBraces && (c == ',' || c == '}')) {
                break;
            }
            parts.add(next());
        }
        return Operations.concatenate(parts);
    }

    private Automaton next() {
        if (glob.startsWith("**/", at)) {
            at += 3;
            return Operations.optional(
                    Operations.concatenate(List.of(Automata.makeAnyString(), Automata.makeChar('/'))));
        }
        if (glob.startsWith("**", at)) {
            at += 2;
            return Automata.makeAnyString();
        }
        int character = glob.codePointAt(at);
        at += Character.charCount(character);
        return switch (character) {
            case '*' -> Operations.repeat(withinFolder());
            case '?' -> withinFolder();
            case '{' -> closes() ? alternatives() : Automata.makeChar('{');
            default -> Automata.makeChar(character);
        };
    }

    private static Automaton withinFolder() {
        return Automata.makeCharClass(new int[] {0, '/' + 1}, new int[] {'/' - 1, Character.MAX_CODE_POINT});
    }

    /** Whether the brace before {@link #at} has its counterpart. */
    private boolean closes() {
        int depth = 1;
        for (int i = at; i < glob.length() && depth > 0; i++) {
            char c = glob.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        return depth == 0;
    }

    private Automaton alternatives() {
        List<Automaton> choices = new ArrayList<>();
        do {
            choices.add(sequence(true));
        } while (glob.charAt(at++) == ',');
        return Operations.union(choices);
    }
}
