package dev.quarry.eval.data;

import dev.quarry.lateinteraction.CodeUnit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A document of a data set.
 *
 * @param id its id, unique in the data set
 * @param unit what is indexed of it; where it says it comes from does not matter
 */
public record Document(String id, CodeUnit unit) {

    /**
     * A document of which only a text is known: ranked by its words in the header and the source, and encoded whole.
     *
     * @param id its id
     * @param title its title, the header of the unit; may be empty
     * @param text its text
     */
    static Document ofText(String id, String title, String text) {
        return of(id, "", CodeUnit.Kind.WINDOW, "text", title, text);
    }

    /**
     * A function whose name is known.
     *
     * @param id its id
     * @param name its name with the types around it, {@code Type.function}
     * @param language its language
     * @param code its code
     */
    static Document ofFunction(String id, String name, String language, String code) {
        return of(id, name, CodeUnit.Kind.METHOD, language, "", code);
    }

    /** The unit as it is indexed: alone in a file that is called by the document's id, so that a hit says which document it is. */
    public CodeUnit unitIn(String repository) {
        return unit.in(repository, id);
    }

    private static Document of(
            String id, String qualifiedName, CodeUnit.Kind kind, String language, String header, String text) {
        String source = text.replace("\r\n", "\n").replace('\r', '\n').stripTrailing();
        List<Integer> numbers =
                IntStream.rangeClosed(1, source.split("\n", -1).length).boxed().toList();
        String name = qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
        return new Document(
                id,
                new CodeUnit(
                        "",
                        id,
                        language,
                        kind,
                        "",
                        name,
                        qualifiedName,
                        "",
                        "",
                        List.of(),
                        false,
                        header,
                        "",
                        source,
                        numbers));
    }
}
