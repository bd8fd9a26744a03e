/** Judged questions, rankings and the metrics that compare them. */
package dev.quarry.eval;
