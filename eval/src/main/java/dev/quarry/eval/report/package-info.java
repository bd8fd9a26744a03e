/** What an evaluation found, for people and for other tools. */
package dev.quarry.eval.report;
