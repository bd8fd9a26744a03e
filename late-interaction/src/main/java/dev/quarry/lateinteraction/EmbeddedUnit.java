package dev.quarry.lateinteraction;

import java.util.Optional;

/**
 * A unit on its way into the index.
 *
 * @param unit the unit
 * @param vectors token vectors of {@link CodeUnit#text()}, empty in an index without a model
 */
public record EmbeddedUnit(CodeUnit unit, Optional<TokenVectors> vectors) {}
