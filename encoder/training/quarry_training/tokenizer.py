"""A standard tokenizer.json that knows identifiers: whatever loads Hugging Face tokenizers loads it.

Identifiers are split where their case changes and at underscores and digits, then lower-cased, so that "file extension"
and ``fileExtension`` share tokens. Brackets, separators and quotes carry little meaning for search but make up a third of
Java's tokens: they are dropped like white space. Operators stay, as runs ("==", "->"). Inside a word WordPiece takes the
longest known prefix, which keeps stems together ("quaternion" + "##s"); it works on bytes, so nothing is unknown.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

PAD, UNK, CLS, SEP, MASK = "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"
QUERY_PREFIX, DOCUMENT_PREFIX = "[Q] ", "[D] "
SPECIAL_TOKENS = [PAD, UNK, CLS, SEP, MASK, QUERY_PREFIX, DOCUMENT_PREFIX]

CASE_CHANGE = r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"
# The bounds keep a file of encoded data from becoming one word of a million letters.
WORDS_NUMBERS_OPERATORS = r"""\p{L}[\p{L}\p{M}]{0,39}|\p{N}{1,8}|[^\s\p{L}\p{N}(){};,."'`]{1,4}"""
CONTINUATION = "##"


def untrained() -> Tokenizer:
    """The rules without a vocabulary."""
    tokenizer = Tokenizer(models.WordPiece(unk_token=UNK, continuing_subword_prefix=CONTINUATION))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace("_", " "),
            normalizers.Replace(Regex(CASE_CHANGE), " "),
            normalizers.Lowercase(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(WORDS_NUMBERS_OPERATORS), behavior="removed", invert=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.WordPiece(prefix=CONTINUATION)
    return tokenizer


def train(texts: Iterable[str] | Iterator[list[str]], vocabulary_size: int) -> Tokenizer:
    """Learns the vocabulary from texts: the most frequent words whole, the rest in pieces, down to single bytes."""
    byte_letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    required = SPECIAL_TOKENS + byte_letters + [CONTINUATION + letter for letter in byte_letters]
    tokenizer = untrained()
    tokenizer.train_from_iterator(
        texts,
        trainers.WordPieceTrainer(
            vocab_size=vocabulary_size,
            special_tokens=SPECIAL_TOKENS,
            initial_alphabet=byte_letters,
            continuing_subword_prefix=CONTINUATION,
            show_progress=False,
        ),
    )
    by_frequency = sorted(tokenizer.get_vocab().items(), key=lambda entry: entry[1])
    learned = [token for token, _ in by_frequency if token not in set(required)]
    tokens = required + learned[: vocabulary_size - len(required)]
    vocabulary = {token: index for index, token in enumerate(tokens)}
    tokenizer.model = models.WordPiece(
        vocabulary, unk_token=UNK, continuing_subword_prefix=CONTINUATION, max_input_chars_per_word=200
    )
    tokenizer.add_special_tokens(SPECIAL_TOKENS)
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{CLS} $A {SEP}",
        pair=f"{CLS} $A {SEP} $B:1 {SEP}:1",
        special_tokens=[(CLS, vocabulary[CLS]), (SEP, vocabulary[SEP])],
    )
    return tokenizer


def punctuation(tokenizer: Tokenizer) -> list[str]:
    """Tokens without a letter or a digit: what a document's vectors leave out (PyLate's skiplist), in order of their ids."""
    tokens = sorted(tokenizer.get_vocab().items(), key=lambda entry: entry[1])

    def is_punctuation(token: str) -> bool:
        body = token.removeprefix(CONTINUATION) or token
        return token not in SPECIAL_TOKENS and all(letter.isascii() and not letter.isalnum() for letter in body)

    return [token for token, _ in tokens if is_punctuation(token)]


def save(tokenizer: Tokenizer, directory: Path, max_length: int) -> None:
    """Writes tokenizer.json and the two small files beside it that transformers reads."""
    directory.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(directory / "tokenizer.json"))
    roles = {"cls_token": CLS, "sep_token": SEP, "pad_token": PAD, "mask_token": MASK, "unk_token": UNK}
    write_json(directory / "special_tokens_map.json", roles)
    write_json(
        directory / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            **roles,
            "model_max_length": max_length,
            "model_input_names": ["input_ids", "attention_mask"],
        },
    )


def write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
