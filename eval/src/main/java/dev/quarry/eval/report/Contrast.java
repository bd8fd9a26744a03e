package dev.quarry.eval.report;

import dev.quarry.eval.run.JudgedRun;

/**
 * Two runs over the same questions, looked at question by question.
 *
 * @param before the baseline
 * @param after what is compared with it
 */
public record Contrast(JudgedRun before, JudgedRun after) {}
