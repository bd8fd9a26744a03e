package dev.quarry.lateinteraction;

/**
 * Which token of a unit answered one token of the question: the maximum of MaxSim.
 *
 * @param queryToken index of the token in the question's vectors
 * @param documentToken index of the best token in the unit's vectors; the first of equals
 * @param similarity dot product of the two vectors, the cosine for normalised ones
 * @param start first character of the document token in {@link CodeUnit#text()}
 * @param end one past its last character; equal to start for a special token
 */
public record TokenAlignment(int queryToken, int documentToken, float similarity, int start, int end) {}
