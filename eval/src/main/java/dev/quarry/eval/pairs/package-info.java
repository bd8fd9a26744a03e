/** Questions with the code that answers them, made from the source jars of published libraries: what a model is trained and measured on. */
package dev.quarry.eval.pairs;
