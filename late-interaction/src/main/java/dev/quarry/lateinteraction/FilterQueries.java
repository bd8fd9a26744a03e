package dev.quarry.lateinteraction;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;

/** A {@link SearchFilter} as a Lucene query that matches the units that pass. */
final class FilterQueries {

    private FilterQueries() {}

    static Query of(SearchFilter filter) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        all.add(new TermQuery(new Term(UnitDocuments.DOCUMENT, UnitDocuments.UNIT)), BooleanClause.Occur.FILTER);
        addAnyOf(all, UnitDocuments.REPOSITORY, filter.repositories());
        addAnyOf(all, UnitDocuments.LANGUAGE, filter.languages());
        addAnyOf(
                all,
                UnitDocuments.KIND,
                filter.kinds().stream().map(CodeUnit.Kind::label).toList());
        if (!filter.paths().isEmpty()) {
            all.add(paths(filter.paths()), BooleanClause.Occur.FILTER);
        }
        switch (filter.tests()) {
            case INCLUDE -> {}
            case EXCLUDE -> addAnyOf(all, UnitDocuments.TEST, List.of("false"));
            case ONLY -> addAnyOf(all, UnitDocuments.TEST, List.of("true"));
        }
        return all.build();
    }

    private static void addAnyOf(BooleanQuery.Builder all, String field, Collection<String> values) {
        if (!values.isEmpty()) {
            List<BytesRef> terms = values.stream().map(BytesRef::new).toList();
            all.add(new TermInSetQuery(field, terms), BooleanClause.Occur.FILTER);
        }
    }

    private static Query paths(Set<String> globs) {
        // Left as it is, not made deterministic: a few wildcards can need more states than there is memory.
        Automaton any = Operations.union(globs.stream().map(PathGlob::automaton).toList());
        return new AutomatonQuery(new Term(UnitDocuments.PATH), any);
    }
}
