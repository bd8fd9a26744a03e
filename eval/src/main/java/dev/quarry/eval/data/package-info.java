/** Data sets: questions, judgements and documents, read from the formats that the field uses. */
package dev.quarry.eval.data;
