package dev.quarry.cli;

import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.FileRecord;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;

/** Names of constants as people type them; options take either case. */
final class LowerCase {
    private LowerCase() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Values of {@code --kind}. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(Arrays.stream(CodeUnit.Kind.values()));
        }
    }

    /** Values of {@code --files}. */
    static final class Outcomes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(Arrays.stream(FileRecord.Outcome.values()));
        }
    }

    private static Iterator<String> names(Stream<? extends Enum<?>> constants) {
        return constants.map(LowerCase::of).iterator();
    }
}
