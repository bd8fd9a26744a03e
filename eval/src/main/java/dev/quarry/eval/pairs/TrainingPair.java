package dev.quarry.eval.pairs;

/**
 * A question and the code that answers it.
 *
 * @param kind where the question comes from
 * @param query the question
 * @param header context of the unit, without anything of its Javadoc
 * @param code the code: signature and body without Javadoc, or a block of a body
 * @param name simple name of the unit, so that a trainer can mask it in the code
 * @param unit {@code library/path#qualifiedName}
 * @param group the library, {@code group:artifact}
 */
public record TrainingPair(
        PairKind kind, String query, String header, String code, String name, String unit, String group) {}
