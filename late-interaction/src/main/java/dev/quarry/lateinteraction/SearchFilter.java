package dev.quarry.lateinteraction;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Which units may be found. An empty set restricts nothing; within a set one match is enough; all parts must agree.
 *
 * @param repositories names of repositories
 * @param paths globs over paths inside a repository: {@code *} and {@code ?} stay within a folder, {@code **} does not,
 *     {@code {a,b}} is either; a glob without {@code /} is matched against the file's name alone
 * @param kinds kinds of unit
 * @param languages languages of {@link CodeUnit#language()}
 * @param tests whether test code may, may not or must be what is found
 */
public record SearchFilter(
        Set<String> repositories, Set<String> paths, Set<CodeUnit.Kind> kinds, Set<String> languages, Tests tests) {

    /** What to do with test code. */
    public enum Tests {
        INCLUDE,
        EXCLUDE,
        ONLY
    }

    public SearchFilter {
        repositories = ordered(repositories);
        paths = ordered(paths);
        kinds = ordered(kinds);
        languages = ordered(languages);
        Objects.requireNonNull(tests, "tests");
    }

    private static <T> Set<T> ordered(Set<T> set) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(set));
    }

    /** Restricts nothing. */
    public static SearchFilter everything() {
        return new SearchFilter(Set.of(), Set.of(), Set.of(), Set.of(), Tests.INCLUDE);
    }

    public SearchFilter withRepositories(Collection<String> names) {
        return new SearchFilter(new LinkedHashSet<>(names), paths, kinds, languages, tests);
    }

    public SearchFilter withPaths(Collection<String> globs) {
        return new SearchFilter(repositories, new LinkedHashSet<>(globs), kinds, languages, tests);
    }

    public SearchFilter withKinds(Collection<CodeUnit.Kind> wanted) {
        return new SearchFilter(repositories, paths, new LinkedHashSet<>(wanted), languages, tests);
    }

    public SearchFilter withLanguages(Collection<String> names) {
        return new SearchFilter(repositories, paths, kinds, new LinkedHashSet<>(names), tests);
    }

    public SearchFilter withTests(Tests wanted) {
        return new SearchFilter(repositories, paths, kinds, languages, wanted);
    }
}
