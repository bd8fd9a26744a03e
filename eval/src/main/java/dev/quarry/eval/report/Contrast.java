package dev.quarry.eval.report;

import dev.quarry.eval.run.JudgedRun;

/**
 * Two runs over the same questions, looked at question by question.
 *
 * @param title what people call it
 * @param before the baseline
 * @param after what is compared with it
 */
public record Contrast(String title, JudgedRun before, JudgedRun after) {}
