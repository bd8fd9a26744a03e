"""Questions as long as people write them: the point, more about it, and much beside it.

A Javadoc sentence is all point. A post has an opening, an environment, attempts, code of the asker and thanks around it, and
other words for the same thing. A model that has never seen these takes every one of their words for a part of the question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from tokenizers import Tokenizer

CHOICE = re.compile(r"\{([^{}]*)\}")
VARIANTS = 24
CODE_TOKENS = (8, 64)


@dataclass(frozen=True)
class PostConfig:
    """Shares are of posts, but ``synonym_share``, which is of the words of every other question."""

    synonym_share: float = 0.12
    phrase_share: float = 0.8
    most_phrases: int = 4
    more_texts: int = 3
    code_share: float = 0.35
    aside_share: float = 0.15
    dropped_share: float = 0.2
    longest: int = 384


class Posts:
    """Makes posts of token ids. All choices come from the generator that is passed in."""

    def __init__(self, tokenizer: Tokenizer, config: PostConfig):
        self.config = config
        self.phrases = phrases(tokenizer)
        self.synonyms = synonyms(tokenizer)
        self.sentence_ends = np.array([tokenizer.token_to_id(end) for end in ".?!"])

    def reworded(self, random: np.random.Generator, question: np.ndarray) -> np.ndarray:
        """The question, or, every other time, the question with some words replaced by others of their meaning."""
        if random.random() < 0.5:
            return question
        chosen = np.flatnonzero(random.random(len(question)) < self.config.synonym_share)
        chosen = [place for place in chosen if int(question[place]) in self.synonyms]
        if not chosen:
            return question
        parts, last = [], 0
        for place in chosen:
            others = self.synonyms[int(question[place])]
            parts += [question[last:place], others[random.integers(len(others))]]
            last = place + 1
        return np.concatenate([*parts, question[last:]])

    def thinned(self, random: np.random.Generator, post: np.ndarray) -> np.ndarray:
        """A written post without some of its sentences; the first stays."""
        ends = np.flatnonzero(np.isin(post, self.sentence_ends)) + 1
        sentences = np.split(post, ends)
        kept = [part for part in sentences[1:] if random.random() >= self.config.dropped_share]
        return np.concatenate([sentences[0], *kept])

    def composed(
        self,
        random: np.random.Generator,
        title: np.ndarray,
        more: list[np.ndarray],
        code: np.ndarray,
        aside: np.ndarray,
    ) -> np.ndarray:
        """``title`` first, then in any order some of ``more``, which is about the same unit; a stretch of ``code``; ``aside``,
        which is about another; and phrases."""
        config = self.config
        parts = [more[row] for row in random.permutation(len(more))[: random.integers(config.more_texts + 1)]]
        if len(code) and random.random() < config.code_share:
            length = min(len(code), int(random.integers(*CODE_TOKENS)))
            first = int(random.integers(len(code) - length + 1))
            parts.append(code[first : first + length])
        if len(aside) and random.random() < config.aside_share:
            parts.append(aside)
        if random.random() < config.phrase_share:
            for row in random.integers(len(self.phrases), size=random.integers(1, config.most_phrases + 1)):
                parts.append(self.phrases[row])
        parts = [parts[row] for row in random.permutation(len(parts))]
        return np.concatenate([title, *parts])


def phrases(tokenizer: Tokenizer) -> list[np.ndarray]:
    """Variants of every phrase of ``post_phrases.txt``, the same in every run."""
    random = np.random.default_rng(0)
    found = set()
    for line in lines("post_phrases.txt"):
        found |= {varied(random, line) for _ in range(VARIANTS)}
    encodings = tokenizer.encode_batch(sorted(found), add_special_tokens=False)
    return [np.array(encoding.ids, np.uint16) for encoding in encodings]


def varied(random: np.random.Generator, phrase: str) -> str:
    """{a|b} → a or b, from the inside out."""
    while CHOICE.search(phrase):
        phrase = CHOICE.sub(lambda match: str(random.choice(match.group(1).split("|"))), phrase)
    return " ".join(phrase.split())


def synonyms(tokenizer: Tokenizer) -> dict[int, list[np.ndarray]]:
    """For the id of a word that is one token: the tokens of the words and phrases that may stand in its place."""
    others: dict[int, dict[tuple[int, ...], None]] = {}
    for line in lines("synonyms.txt"):
        group = [tuple(tokenizer.encode(word.strip(), add_special_tokens=False).ids) for word in line.split(",")]
        for word in group:
            if len(word) == 1:
                others.setdefault(word[0], {}).update((other, None) for other in group if other != word)
    return {word: [np.array(other, np.uint16) for other in group] for word, group in others.items()}


def lines(name: str) -> list[str]:
    text = (files("quarry_training") / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
