package dev.quarry.indexer;

import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells test code from the rest, by where it lies and by what runs it. */
final class TestCode {
    private static final Set<String> TEST_DIRECTORIES =
            Set.of("test", "tests", "androidTest", "integrationTest", "integration-test", "testFixtures", "it");
    private static final Set<String> TEST_WORDS = Set.of("test", "tests", "testing", "it", "qa");
    private static final Pattern TEST_CLASS = Pattern.compile(".*(Test|Tests|TestCase|IT)");
    private static final Set<String> TEST_ANNOTATIONS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate");

    private TestCode() {}

    /**
     * Whether a file lies among tests: in a test directory outside its package (a library for testing is no test), or in a
     * class called like a test in a module called like one. Whatever lies under {@code src/main} is none.
     */
    static boolean isTestFile(FileContext file) {
        List<String> directories = file.directories();
        if (("/" + file.path()).contains("/src/main/")) {
            return false;
        }
        if (directories.stream().anyMatch(TEST_DIRECTORIES::contains)) {
            return true;
        }
        return TEST_CLASS.matcher(file.baseName()).matches()
                && directories.stream().flatMap(d -> Words.of(d).stream()).anyMatch(TEST_WORDS::contains);
    }

    /** Whether a test framework runs the declaration. */
    static boolean isTest(NodeWithAnnotations<?> declaration) {
        return declaration.getAnnotations().stream()
                .anyMatch(a -> TEST_ANNOTATIONS.contains(a.getName().getIdentifier()));
    }
}
