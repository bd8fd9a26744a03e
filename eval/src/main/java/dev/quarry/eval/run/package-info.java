/** Evaluation runs: the documents into an index, the questions to it, and what came of that on disk. */
package dev.quarry.eval.run;
