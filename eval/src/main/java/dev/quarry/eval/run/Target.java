package dev.quarry.eval.run;

import dev.quarry.encoder.Encoder;
import dev.quarry.lateinteraction.SearchFilter;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is asked.
 *
 * @param index directory of the index
 * @param existing whether the index is asked as it is; otherwise the data set's documents are brought into it first
 * @param filter which units may be found
 * @param encoder model for questions, and for documents that are indexed; empty to rank by words alone
 */
public record Target(Path index, boolean existing, SearchFilter filter, Optional<Encoder> encoder) {}
