package dev.quarry.indexer;

import com.github.javaparser.Position;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.PackageDeclaration;
import com.github.javaparser.ast.body.AnnotationDeclaration;
import com.github.javaparser.ast.body.AnnotationMemberDeclaration;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.modules.ModuleDeclaration;
import dev.quarry.lateinteraction.CodeUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The units of one compilation unit, in the order of the file.
 *
 * <p>Every type is a unit (its outline), and so is every method and constructor, also those of nested types. A method of a local
 * or anonymous type, which is part of the unit around it already, is one as well if it has at least {@value #LOCAL_LINES}
 * lines. Initialisers are units from {@value #INITIALISER_LINES} lines on, and so are fields of more than {@value #FIELD_LINES}:
 * the outline of their type shows their first lines only.
 */
final class JavaUnits {
    static final int LOCAL_LINES = 8;
    static final int INITIALISER_LINES = 3;
    static final int FIELD_LINES = 4;

    /** Every unit repeats the names of the types around it, which in endless nesting grows with the square of the depth. */
    private static final int LONGEST_CHAIN = 2_000;

    private final FileContext file;
    private final SourceText source;
    private final List<CodeUnit> units = new ArrayList<>();

    private JavaUnits(FileContext file, SourceText source) {
        this.file = file;
        this.source = source;
    }

    static List<CodeUnit> of(CompilationUnit unit, FileContext file, SourceText source) {
        JavaUnits units = new JavaUnits(file, source);
        unit.getModule().ifPresent(units::module);
        if (file.fileName().equals("package-info.java")) {
            unit.getPackageDeclaration().ifPresent(units::packageInfo);
        }
        unit.getTypes().forEach(type -> units.type(type, Scope.top()));
        return units.units;
    }

    static String signature(CallableDeclaration<?> callable) {
        Node body = callable instanceof MethodDeclaration method
                ? method.getBody().map(Node.class::cast).orElse(null)
                : ((ConstructorDeclaration) callable).getBody();
        return Declarations.oneLine(callable, body == null ? Declarations.end(callable) : Declarations.begin(body));
    }

    static String signature(CompactConstructorDeclaration constructor) {
        return Declarations.oneLine(constructor, Declarations.begin(constructor.getBody()));
    }

    static String signature(TypeDeclaration<?> type) {
        return Declarations.oneLine(type, Declarations.openingBrace(type));
    }

    /** Types inside types to a depth that nobody wrote by hand. */
    static final class NestedTooDeeply extends RuntimeException {}

    private void type(TypeDeclaration<?> type, Scope scope) {
        if (scope.chain().length() > LONGEST_CHAIN) {
            throw new NestedTooDeeply();
        }
        boolean compact = TypeOutline.isCompact(type);
        String name = compact ? file.baseName() : type.getNameAsString();
        Scope inside = scope.inside(name, impliedVisibility(type));
        add(new Declared(
                kind(type),
                name,
                inside.chain(),
                compact ? "compact source file " + file.fileName() : signature(type),
                Declarations.visibility(type, scope.impliedVisibility()),
                Declarations.annotations(type),
                TestCode.isTest(type),
                inside.chain(),
                compact ? Optional.empty() : Declarations.javadoc(type),
                TypeOutline.of(type, source)));
        if (type instanceof EnumDeclaration enumeration) {
            enumeration.getEntries().forEach(constant -> constant(constant, inside));
        }
        members(type.getMembers(), inside);
    }

    private static String impliedVisibility(TypeDeclaration<?> type) {
        boolean isInterface = type instanceof AnnotationDeclaration
                || (type instanceof ClassOrInterfaceDeclaration declared && declared.isInterface());
        return isInterface ? "public" : "package";
    }

    private static CodeUnit.Kind kind(TypeDeclaration<?> type) {
        return switch (type) {
            case EnumDeclaration ignored -> CodeUnit.Kind.ENUM;
            case RecordDeclaration ignored -> CodeUnit.Kind.RECORD;
            case AnnotationDeclaration ignored -> CodeUnit.Kind.ANNOTATION;
            case ClassOrInterfaceDeclaration declared when declared.isInterface() -> CodeUnit.Kind.INTERFACE;
            default -> CodeUnit.Kind.CLASS;
        };
    }

    private void constant(EnumConstantDeclaration constant, Scope scope) {
        members(constant.getClassBody(), scope.inside(constant.getNameAsString(), "package"));
        constant.getArguments().forEach(argument -> local(argument, scope.local(constant.getNameAsString(), 1)));
    }

    private void members(NodeList<BodyDeclaration<?>> members, Scope scope) {
        for (BodyDeclaration<?> member : members) {
            switch (member) {
                case MethodDeclaration method -> method(method, scope);
                case ConstructorDeclaration constructor -> constructor(constructor, scope);
                case CompactConstructorDeclaration constructor -> compactConstructor(constructor, scope);
                case InitializerDeclaration initialiser -> initialiser(initialiser, scope);
                case FieldDeclaration field -> field(field, scope);
                case TypeDeclaration<?> nested -> type(nested, scope);
                case AnnotationMemberDeclaration ignored -> {
                    // The outline says all of it.
                }
                default -> throw new IllegalStateException("unknown member " + member.getClass());
            }
        }
    }

    private void method(MethodDeclaration method, Scope scope) {
        String visibility = Declarations.visibility(method, scope.impliedVisibility());
        declaration(method, CodeUnit.Kind.METHOD, method.getNameAsString(), signature(method), visibility, scope);
    }

    private void constructor(ConstructorDeclaration constructor, Scope scope) {
        boolean ofEnum = constructor.getParentNode().orElse(null) instanceof EnumDeclaration;
        String visibility = Declarations.visibility(constructor, ofEnum ? "private" : scope.impliedVisibility());
        String name = constructor.getNameAsString();
        declaration(constructor, CodeUnit.Kind.CONSTRUCTOR, name, signature(constructor), visibility, scope);
    }

    private void compactConstructor(CompactConstructorDeclaration constructor, Scope scope) {
        String visibility = Declarations.visibility(constructor, scope.impliedVisibility());
        String name = constructor.getNameAsString();
        declaration(constructor, CodeUnit.Kind.CONSTRUCTOR, name, signature(constructor), visibility, scope);
    }

    private void initialiser(InitializerDeclaration initialiser, Scope scope) {
        String name = initialiser.isStatic() ? "<clinit>" : "<init>";
        NumberedLines lines = lines(initialiser);
        if (lines.size() >= Math.max(INITIALISER_LINES, scope.leastLines())) {
            String signature = (initialiser.isStatic() ? "static {…} of " : "{…} of ") + scope.chain();
            add(new Declared(
                    CodeUnit.Kind.INITIALISER,
                    name,
                    scope.qualified(name),
                    signature,
                    "private",
                    List.of(),
                    false,
                    scope.chain(),
                    Declarations.javadoc(initialiser),
                    lines));
        }
        local(initialiser.getBody(), scope.local(name, LOCAL_LINES));
    }

    private void field(FieldDeclaration field, Scope scope) {
        String name = field.getVariable(0).getNameAsString();
        boolean unit = lines(field).size() > FIELD_LINES;
        if (unit) {
            Position end = field.getVariable(0)
                    .getInitializer()
                    .map(value -> Declarations.begin(value))
                    .orElse(Declarations.end(field));
            String signature = Declarations.oneLine(field, end).replaceFirst("\\s*=$", "");
            String visibility = Declarations.visibility(field, scope.impliedVisibility());
            declaration(field, CodeUnit.Kind.INITIALISER, name, signature, visibility, scope);
        } else {
            local(field, scope.local(name, INITIALISER_LINES));
        }
    }

    private void declaration(
            BodyDeclaration<?> declared,
            CodeUnit.Kind kind,
            String name,
            String signature,
            String visibility,
            Scope scope) {
        NumberedLines lines = lines(declared);
        if (lines.size() >= scope.leastLines()) {
            add(new Declared(
                    kind,
                    name,
                    scope.qualified(name),
                    signature,
                    visibility,
                    Declarations.annotations(declared),
                    TestCode.isTest(declared),
                    scope.chain(),
                    Declarations.javadoc(declared),
                    lines));
        }
        local(declared, scope.local(name, LOCAL_LINES));
    }

    /** Finds the local and anonymous types below a node, and in them the methods that are worth a unit. */
    private void local(Node root, Scope scope) {
        Deque<Node> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (node instanceof TypeDeclaration<?> type) {
                members(type.getMembers(), scope.inside(type.getNameAsString(), "private"));
                continue;
            }
            List<Node> children = node.getChildNodes();
            if (node instanceof ObjectCreationExpr creation
                    && creation.getAnonymousClassBody().isPresent()) {
                NodeList<BodyDeclaration<?>> body =
                        creation.getAnonymousClassBody().get();
                members(body, scope.inside(creation.getType().getNameAsString(), "private"));
                children = children.stream()
                        .filter(child -> !(child instanceof BodyDeclaration<?>))
                        .toList();
            }
            for (int i = children.size() - 1; i >= 0; i--) {
                open.push(children.get(i));
            }
        }
    }

    private void packageInfo(PackageDeclaration declared) {
        Optional<Declarations.Comment> javadoc = Declarations.javadoc(declared);
        if (javadoc.isEmpty() && declared.getAnnotations().isEmpty()) {
            return;
        }
        String name = declared.getNameAsString();
        add(new Declared(
                CodeUnit.Kind.WINDOW,
                name.substring(name.lastIndexOf('.') + 1),
                name,
                "package " + name,
                "",
                Declarations.annotations(declared),
                false,
                "",
                javadoc,
                lines(declared)));
    }

    private void module(ModuleDeclaration module) {
        String name = module.getNameAsString();
        add(new Declared(
                CodeUnit.Kind.WINDOW,
                name,
                name,
                (module.isOpen() ? "open module " : "module ") + name,
                "",
                Declarations.annotations(module),
                false,
                "",
                Declarations.javadoc(module),
                lines(module)));
    }

    private NumberedLines lines(Node node) {
        return source.slice(Declarations.begin(node), Declarations.end(node));
    }

    /** A declaration on its way to becoming a unit. */
    private record Declared(
            CodeUnit.Kind kind,
            String name,
            String qualifiedName,
            String signature,
            String visibility,
            List<String> annotations,
            boolean test,
            String typeChain,
            Optional<Declarations.Comment> comment,
            NumberedLines lines) {}

    private void add(Declared declared) {
        String javadoc = declared.comment()
                .map(comment -> JavadocText.of(comment.text()))
                .orElse("");
        CodeUnit unit = new CodeUnit(
                file.repository(),
                file.path(),
                "java",
                declared.kind(),
                file.packageName(),
                declared.name(),
                declared.qualifiedName(),
                declared.signature(),
                declared.visibility(),
                declared.annotations(),
                file.test() || declared.test(),
                file.header(declared.typeChain(), JavadocText.firstSentence(javadoc)),
                javadoc,
                declared.lines().source(),
                declared.lines().numbers());
        units.addAll(LongUnits.cut(unit));
    }
}
