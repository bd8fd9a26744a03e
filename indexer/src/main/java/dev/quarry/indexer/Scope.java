package dev.quarry.indexer;

/**
 * Where a declaration stands.
 *
 * @param chain names of the enclosing types (and of the member that a local type stands in), separated by dots; empty at the
 *     top of a file
 * @param impliedVisibility visibility of a member that names none
 * @param leastLines lines that a method needs to be a unit of its own
 */
record Scope(String chain, String impliedVisibility, int leastLines) {

    static Scope top() {
        return new Scope("", "package", 1);
    }

    String qualified(String name) {
        return chain.isEmpty() ? name : chain + "." + name;
    }

    Scope inside(String name, String impliedVisibility) {
        return new Scope(qualified(name), impliedVisibility, leastLines);
    }

    /** The scope of types declared in the body of {@code member}: nothing else can see their members. */
    Scope local(String member, int atLeast) {
        return new Scope(qualified(member), "private", Math.max(leastLines, atLeast));
    }
}
