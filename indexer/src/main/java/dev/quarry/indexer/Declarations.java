package dev.quarry.indexer;

import com.github.javaparser.JavaToken;
import com.github.javaparser.Position;
import com.github.javaparser.Range;
import com.github.javaparser.TokenRange;
import com.github.javaparser.ast.AccessSpecifier;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import com.github.javaparser.ast.nodeTypes.modifiers.NodeWithAccessModifiers;
import java.util.List;
import java.util.Optional;

/**
 * Reads declarations off their tokens. Comments are looked up here rather than attributed by the parser: that is faster, and a
 * line comment between a Javadoc comment and its declaration does not tear them apart.
 */
final class Declarations {
    private Declarations() {}

    static TokenRange tokens(Node node) {
        return node.getTokenRange()
                .orElseThrow(() -> new IllegalStateException("a parsed node has no tokens: " + node));
    }

    static Position begin(Node node) {
        return tokens(node).getBegin().getRange().orElseThrow().begin;
    }

    static Position end(Node node) {
        return tokens(node).getEnd().getRange().orElseThrow().end;
    }

    /** The position right behind a node. */
    static Position after(Node node) {
        Position end = end(node);
        return new Position(end.line, end.column + 1);
    }

    /** The documentation comment right before a declaration; only other comments may stand between. */
    static Optional<Comment> javadoc(Node node) {
        Optional<JavaToken> token = tokens(node).getBegin().getPreviousToken();
        while (token.isPresent() && token.get().getCategory().isWhitespaceOrComment()) {
            JavaToken found = token.get();
            if (found.getKind() == JavaToken.Kind.JAVADOC_COMMENT.getKind()) {
                return Optional.of(new Comment(found.getText(), line(found)));
            }
            if (isMarkdown(found)) {
                return Optional.of(markdown(found));
            }
            token = found.getPreviousToken();
        }
        return Optional.empty();
    }

    /** A documentation comment with its delimiters, and the line that it starts on. */
    record Comment(String text, int line) {}

    /** All adjacent lines of the comment that ends with {@code last}. */
    private static Comment markdown(JavaToken last) {
        StringBuilder text = new StringBuilder(last.getText().strip());
        int first = line(last);
        Optional<JavaToken> token = last.getPreviousToken();
        while (token.isPresent() && token.get().getCategory().isWhitespaceOrComment()) {
            JavaToken found = token.get();
            if (found.getCategory().isComment()) {
                if (!isMarkdown(found) || line(found) != first - 1) {
                    break;
                }
                text.insert(0, found.getText().strip() + "\n");
                first = line(found);
            }
            token = found.getPreviousToken();
        }
        return new Comment(text.toString(), first);
    }

    private static boolean isMarkdown(JavaToken token) {
        return token.getText().startsWith("///") && !token.getText().startsWith("////");
    }

    private static int line(JavaToken token) {
        return token.getRange().orElseThrow().begin.line;
    }

    /** Where the body of a type opens: at the first brace after its name that stands in no parentheses. */
    static Position openingBrace(TypeDeclaration<?> type) {
        JavaToken token = tokens(type.getName()).getEnd();
        int depth = 0;
        while (depth > 0 || !token.getText().equals("{")) {
            if (token.getText().equals("(")) {
                depth++;
            } else if (token.getText().equals(")")) {
                depth--;
            }
            token = token.getNextToken().orElseThrow();
        }
        return token.getRange().orElseThrow().begin;
    }

    /** One line: a declaration up to {@code end} (exclusive), without its own annotations and without comments. */
    static String oneLine(Node node, Position end) {
        List<Range> annotations = node instanceof NodeWithAnnotations<?> annotated
                ? annotated.getAnnotations().stream()
                        .map(a -> new Range(begin(a), end(a)))
                        .toList()
                : List.of();
        StringBuilder line = new StringBuilder();
        boolean gap = false;
        for (JavaToken token : tokens(node)) {
            Range range = token.getRange().orElseThrow();
            if (!range.begin.isBefore(end)) {
                break;
            }
            if (token.getCategory().isWhitespaceOrComment()
                    || annotations.stream().anyMatch(a -> a.contains(range))) {
                gap = true;
                continue;
            }
            if (gap
                    && !line.isEmpty()
                    && line.charAt(line.length() - 1) != '('
                    && !token.getText().equals(")")) {
                line.append(' ');
            }
            gap = false;
            line.append(token.getText());
        }
        return line.toString();
    }

    static List<String> annotations(NodeWithAnnotations<?> declaration) {
        return declaration.getAnnotations().stream()
                .map(a -> a.getName().getIdentifier())
                .toList();
    }

    /** The visibility as written; {@code implied} where nothing is. */
    static String visibility(NodeWithAccessModifiers<?> declaration, String implied) {
        AccessSpecifier written = declaration.getAccessSpecifier();
        return written == AccessSpecifier.NONE ? implied : written.asString();
    }
}
