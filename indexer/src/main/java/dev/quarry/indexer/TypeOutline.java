package dev.quarry.indexer;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.AnnotationMemberDeclaration;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a type offers at a glance: its header as in the file, then fields and constants with the first sentence of their Javadoc,
 * signatures of methods and nested types without bodies. Each line knows the line of the file that it stands for.
 */
final class TypeOutline {
    private static final String INDENT = "    ";
    /** A field with more lines is shown by its first ones. */
    private static final int FIELD_LINES = 4;

    private static final int CONSTANT_LENGTH = 200;

    private final SourceText source;
    private final List<String> text = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();

    private TypeOutline(SourceText source) {
        this.source = source;
    }

    static NumberedLines of(TypeDeclaration<?> type, SourceText source) {
        TypeOutline outline = new TypeOutline(source);
        boolean compact = isCompact(type);
        if (!compact) {
            outline.addAll("", source.slice(Declarations.begin(type), Declarations.openingBrace(type)));
        }
        if (type instanceof EnumDeclaration enumeration) {
            enumeration.getEntries().forEach(outline::constant);
        }
        type.getMembers().forEach(outline::member);
        if (!compact) {
            outline.add("}", Declarations.end(type).line);
        }
        return new NumberedLines(outline.text, outline.numbers);
    }

    /** Whether the type is the one that a file of bare members (JEP 512) declares without saying so. */
    static boolean isCompact(TypeDeclaration<?> type) {
        return type instanceof ClassOrInterfaceDeclaration declared && declared.isCompact();
    }

    private void member(BodyDeclaration<?> member) {
        switch (member) {
            case FieldDeclaration field -> field(field);
            case AnnotationMemberDeclaration element -> field(element);
            case CallableDeclaration<?> callable -> signature(callable.getName(), JavaUnits.signature(callable) + ";");
            case CompactConstructorDeclaration constructor ->
                signature(constructor.getName(), JavaUnits.signature(constructor) + ";");
            case TypeDeclaration<?> nested -> signature(nested.getName(), JavaUnits.signature(nested) + ";");
            default -> {
                // Initialisers say nothing about what a type offers.
            }
        }
    }

    private void field(BodyDeclaration<?> field) {
        summary(field);
        NumberedLines lines = source.slice(Declarations.begin(field), Declarations.end(field));
        if (lines.size() > FIELD_LINES) {
            List<String> head = new ArrayList<>(lines.text().subList(0, FIELD_LINES));
            head.set(FIELD_LINES - 1, head.getLast() + " …");
            lines = new NumberedLines(head, lines.numbers().subList(0, FIELD_LINES));
        }
        addAll(INDENT, lines);
    }

    private void constant(EnumConstantDeclaration constant) {
        summary(constant);
        String line = Declarations.oneLine(
                constant,
                constant.getClassBody().getFirst().map(Declarations::begin).orElse(Declarations.after(constant)));
        String shown = line.length() <= CONSTANT_LENGTH
                ? line.replaceFirst("\\{$", "{…}")
                : line.substring(0, CONSTANT_LENGTH) + "…";
        int number = Declarations.begin(constant.getName()).line;
        if (!text.isEmpty() && text.getLast().endsWith(",") && numbers.getLast() == number) {
            text.set(text.size() - 1, text.getLast() + " " + shown + ",");
        } else {
            add(INDENT + shown + ",", number);
        }
    }

    private void summary(Node declaration) {
        Declarations.javadoc(declaration).ifPresent(comment -> {
            String sentence = JavadocText.firstSentence(JavadocText.of(comment.text()));
            if (!sentence.isEmpty()) {
                add(INDENT + "/** " + sentence + " */", comment.line());
            }
        });
    }

    private void signature(Node name, String signature) {
        add(INDENT + signature, Declarations.begin(name).line);
    }

    private void addAll(String indent, NumberedLines lines) {
        for (int i = 0; i < lines.size(); i++) {
            add(indent + lines.text().get(i), lines.numbers().get(i));
        }
    }

    private void add(String line, int number) {
        text.add(line);
        numbers.add(number);
    }
}
