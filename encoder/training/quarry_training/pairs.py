"""Training pairs: from the JSON lines that ``quarry eval pairs`` writes to token ids in flat arrays, memory-mapped."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from quarry_training import tokenizer as vocabulary

# Set in a document's token id where the token belongs to the unit's own name, so that masking is a matter of leaving out.
NAME_FLAG = np.uint16(0x8000)
PAIR = np.dtype([("kind", "u1"), ("query", "i4"), ("document", "i4"), ("header", "i4"), ("unit", "i4"), ("group", "i4")])
LINES_AT_ONCE = 8192


@dataclass(frozen=True)
class Ragged:
    """Rows of token ids, end to end: row i is ``tokens[starts[i]:starts[i + 1]]``."""

    tokens: np.ndarray
    starts: np.ndarray

    def __getitem__(self, row: int) -> np.ndarray:
        return self.tokens[self.starts[row] : self.starts[row + 1]]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def save(self, directory: Path, name: str) -> None:
        np.save(directory / f"{name}.tokens.npy", self.tokens)
        np.save(directory / f"{name}.starts.npy", self.starts)

    @staticmethod
    def load(directory: Path, name: str) -> Ragged:
        return Ragged(
            np.load(directory / f"{name}.tokens.npy", mmap_mode="r"), np.load(directory / f"{name}.starts.npy")
        )


class RaggedBuilder:
    """Collects rows, each distinct key once."""

    def __init__(self):
        self.index: dict[int, int] = {}
        self.rows: list[np.ndarray] = []

    def row_of(self, key: object) -> tuple[int, bool]:
        """The row of a key, and whether it is new: then it is still empty and its tokens are to be filled in."""
        row = self.index.setdefault(hash(key), len(self.rows))
        is_new = row == len(self.rows)
        if is_new:
            self.rows.append(np.zeros(0, np.uint16))
        return row, is_new

    def finish(self) -> Ragged:
        starts = np.zeros(len(self.rows) + 1, np.int64)
        np.cumsum([len(row) for row in self.rows], out=starts[1:])
        return Ragged(np.concatenate(self.rows) if self.rows else np.zeros(0, np.uint16), starts)


@dataclass(frozen=True)
class PairSet:
    """All pairs, sorted by library and place within it, so that neighbours are hard negatives of each other."""

    pairs: np.ndarray
    kinds: list[str]
    queries: Ragged
    documents: Ragged
    headers: Ragged
    idf: np.ndarray

    def save(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self.queries.save(directory, "queries")
        self.documents.save(directory, "documents")
        self.headers.save(directory, "headers")
        np.save(directory / "idf.npy", self.idf)
        np.save(directory / "pairs.npy", self.pairs)
        vocabulary.write_json(directory / "kinds.json", self.kinds)

    @staticmethod
    def load(directory: Path) -> PairSet:
        return PairSet(
            np.load(directory / "pairs.npy"),
            json.loads((directory / "kinds.json").read_text()),
            Ragged.load(directory, "queries"),
            Ragged.load(directory, "documents"),
            Ragged.load(directory, "headers"),
            np.load(directory / "idf.npy"),
        )


def read(files: Iterable[Path]) -> Iterator[dict[str, str]]:
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)


def texts(files: Iterable[Path], every: int = 1) -> Iterator[str]:
    """Questions, headers and code, for learning a vocabulary from. Code that stands under many questions counts once."""
    seen = set()
    for number, pair in enumerate(read(files)):
        if number % every:
            continue
        yield pair["query"]
        unit = hash(pair["unit"])
        if unit not in seen:
            seen.add(unit)
            yield pair["header"]
            yield pair["code"]


def prepare(files: list[Path], tokenizer: Tokenizer, longest_query: int, longest_document: int) -> PairSet:
    """Tokenises every distinct question, header and code once."""
    queries, documents, headers = RaggedBuilder(), RaggedBuilder(), RaggedBuilder()
    kinds: dict[str, int] = {}
    groups: dict[str, int] = {}
    units: dict[str, int] = {}
    pairs = []
    unread = read(files)
    while lines := list(islice(unread, LINES_AT_ONCE)):
        new_queries, new_documents, new_headers = [], [], []
        for line in lines:
            query, is_new = queries.row_of(" ".join(line["query"].lower().split()))
            if is_new:
                new_queries.append(line["query"])
            document, is_new = documents.row_of((line["code"], line["name"]))
            if is_new:
                new_documents.append((line["code"], line["name"]))
            header, is_new = headers.row_of(line["header"])
            if is_new:
                new_headers.append(line["header"])
            pairs.append(
                (
                    kinds.setdefault(line["kind"], len(kinds)),
                    query,
                    document,
                    header,
                    units.setdefault(line["unit"], len(units)),
                    groups.setdefault(line["group"], len(groups)),
                )
            )
        fill(queries, encode(tokenizer, new_queries, longest_query))
        fill(headers, encode(tokenizer, new_headers, longest_query))
        fill(documents, encode_flagged(tokenizer, new_documents, longest_document))
    return PairSet(
        in_reading_order(np.array(pairs, PAIR), list(units)),
        list(kinds),
        queries.finish(),
        documents.finish(),
        headers.finish(),
        inverse_document_frequencies(documents.rows, headers.rows, pairs, tokenizer.get_vocab_size()),
    )


def fill(builder: RaggedBuilder, rows: list[np.ndarray]) -> None:
    if rows:
        builder.rows[-len(rows) :] = rows


def encode(tokenizer: Tokenizer, rows: list[str], longest: int) -> list[np.ndarray]:
    encodings = tokenizer.encode_batch(rows, add_special_tokens=False)
    return [np.array(encoding.ids[:longest], np.uint16) for encoding in encodings]


def encode_flagged(tokenizer: Tokenizer, rows: list[tuple[str, str]], longest: int) -> list[np.ndarray]:
    encodings = tokenizer.encode_batch([code for code, _ in rows], add_special_tokens=False)
    return [
        flag_name(np.array(encoding.ids[:longest], np.uint16), encoding.offsets, code, name)
        for encoding, (code, name) in zip(encodings, rows)
    ]


def flag_name(ids: np.ndarray, offsets: list[tuple[int, int]], code: str, name: str) -> np.ndarray:
    """Flags the tokens of the whole words of ``code`` that are ``name``."""
    if name and name in code and len(ids):
        starts = np.fromiter((start for start, _ in offsets[: len(ids)]), np.int64, len(ids))
        for word in re.finditer(rf"(?<![\w$]){re.escape(name)}(?![\w$])", code):
            first, last = np.searchsorted(starts, word.span())
            ids[first:last] |= NAME_FLAG
    return ids


def in_reading_order(pairs: np.ndarray, units: list[str]) -> np.ndarray:
    """Sorted by library, then by file and unit; unit and group numbers stay what they are."""
    rank = np.empty(len(units), np.int64)
    rank[np.argsort(np.array(units, object), kind="stable")] = np.arange(len(units))
    return pairs[np.lexsort((rank[pairs["unit"]], pairs["group"]))]


def inverse_document_frequencies(
    documents: list[np.ndarray], headers: list[np.ndarray], pairs: list[tuple], vocabulary_size: int
) -> np.ndarray:
    """ln(1 + N / (1 + n)) of each token over the distinct documents with their headers, f32."""
    header_of = {document: header for _, _, document, header, _, _ in pairs}
    counts = np.zeros(vocabulary_size, np.int64)
    for document, header in header_of.items():
        counts[np.union1d(documents[document] & ~NAME_FLAG, headers[header])] += 1
    return np.log1p(len(header_of) / (1 + counts)).astype(np.float32)
