"""Words that nobody has seen before.

The libraries that people search are not those of the training set, and what they ask for is named by words of their own. A
model that knows its words by heart takes a rare one for noise. So a question and its code get a made-up word in the place
of one that they share: its only meaning is that it stands in both.
"""

from __future__ import annotations

import re

import numpy as np
from tokenizers import Tokenizer

CONTINUES = "##"
# Inverse document frequency from which on a token is a word worth replacing.
RARE = 4.5
MOST_WORDS = 2
MOST_PIECES = 4


class NovelWords:
    """Makes words up of token ids. All choices come from the generator that is passed in."""

    def __init__(self, tokenizer: Tokenizer, idf: np.ndarray):
        pieces = {row: tokenizer.id_to_token(row) for row in range(tokenizer.get_vocab_size())}
        self.starts = np.array([row for row, piece in pieces.items() if re.fullmatch("[a-z]{2,}", piece)])
        self.continuations = np.array([row for row, piece in pieces.items() if re.fullmatch(CONTINUES + "[a-z]+", piece)])
        self.is_rare = np.zeros(len(idf), bool)
        self.is_rare[self.starts] = idf[self.starts] >= RARE

    def word(self, random: np.random.Generator) -> np.ndarray:
        more = random.integers(MOST_PIECES)
        return np.concatenate((random.choice(self.starts, 1), random.choice(self.continuations, more)))

    def exchanged(
        self, random: np.random.Generator, document: np.ndarray, questions: list[np.ndarray], longest: int
    ) -> tuple[np.ndarray, list[np.ndarray]]:
        """The document, at most ``longest``, and its questions with one or two of the rare words that they share made up."""
        shared = np.intersect1d(document, np.concatenate(questions))
        shared = shared[self.is_rare[shared]]
        for word in random.permutation(shared)[: random.integers(1, MOST_WORDS + 1)]:
            other = self.word(random)
            document = replaced(document, word, other)
            questions = [replaced(question, word, other) for question in questions]
        if len(document) > longest:
            document = np.concatenate((document[: longest - 1], document[-1:]))
        return document, questions


def replaced(ids: np.ndarray, word: int, other: np.ndarray) -> np.ndarray:
    """``ids`` with ``other`` wherever ``word`` stood."""
    parts = np.split(ids, np.flatnonzero(ids == word))
    return np.concatenate([parts[0], *(np.concatenate((other, part[1:])) for part in parts[1:])])
