"""Encoding many sequences of mixed lengths fast: micro-batches of like lengths, one thread each.

Two threads that each run whole micro-batches on one core beat one micro-batch spread over two cores: no operation waits for
the other core, which matters most when other processes want the machine too.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from quarry_training.encoder import Encoder

LENGTH_STEP = 16


@dataclass(frozen=True)
class MicroBatch:
    """Sequences of like lengths. ``kept`` [sequences × most kept]: places of the tokens that take part in scoring, padded with
    place 0; ``kept_counts`` [sequences]."""

    rows: np.ndarray
    ids: Tensor
    lengths: Tensor
    kept: Tensor
    kept_counts: Tensor

    def kept_of(self, vectors: Tensor) -> Tensor:
        """[sequences × length × dimension] → [sequences × most kept × dimension]"""
        return vectors.gather(1, self.kept[:, :, None].expand(-1, -1, vectors.shape[-1]))


def micro_batches(
    sequences: list[np.ndarray], skipped: np.ndarray, tokens: int, device: torch.device, distinct: bool = False
) -> list[MicroBatch]:
    """Sorts by length and cuts where the padded size would pass ``tokens``; ``skipped`` [vocabulary] marks tokens that are
    left out of scoring; ``distinct`` keeps one token of each id, which is the same for a model without blocks."""
    order = np.argsort([len(sequence) for sequence in sequences], kind="stable")[::-1]
    result, first = [], 0
    while first < len(order):
        longest = padded(len(sequences[order[first]]))
        count = max(1, tokens // longest)
        rows = order[first : first + count]
        result.append(micro_batch(rows, [sequences[row] for row in rows], longest, skipped, device, distinct))
        first += count
    return result


def micro_batch(
    rows: np.ndarray,
    sequences: list[np.ndarray],
    longest: int,
    skipped: np.ndarray,
    device: torch.device,
    distinct: bool,
) -> MicroBatch:
    ids = np.zeros((len(sequences), longest), np.int64)
    keeps = [np.flatnonzero(~skipped[sequence]) for sequence in sequences]
    if distinct:
        firsts = [np.unique(sequence, return_index=True)[1] for sequence in sequences]
        keeps = [np.intersect1d(keep, first) for keep, first in zip(keeps, firsts)]
    kept = np.zeros((len(sequences), max(map(len, keeps))), np.int64)
    for row, (sequence, keep) in enumerate(zip(sequences, keeps)):
        ids[row, : len(sequence)] = sequence
        kept[row, : len(keep)] = keep
    return MicroBatch(
        rows,
        torch.from_numpy(ids).to(device),
        torch.tensor([len(sequence) for sequence in sequences], device=device),
        torch.from_numpy(kept).to(device),
        torch.tensor([len(keep) for keep in keeps], device=device),
    )


def padded(length: int) -> int:
    return -(-length // LENGTH_STEP) * LENGTH_STEP


@dataclass(frozen=True)
class Machine:
    """Where and how the tensors are computed."""

    device: torch.device
    dtype: torch.dtype
    threads: ThreadPoolExecutor
    sampling: ThreadPoolExecutor
    micro_batch_tokens: int

    @staticmethod
    def best(cpu_threads: int) -> Machine:
        """The GPU where there is one, else the CPU. bf16 on both: where a CPU lacks it, it is slow but right."""
        torch.set_num_threads(1)
        if torch.cuda.is_available():
            return Machine(torch.device("cuda"), torch.bfloat16, ThreadPoolExecutor(1), ThreadPoolExecutor(1), 1 << 17)
        return Machine(torch.device("cpu"), torch.bfloat16, ThreadPoolExecutor(cpu_threads), ThreadPoolExecutor(1), 1 << 11)

    def map(self, work: Callable, *inputs: list) -> list:
        return list(self.threads.map(work, *inputs))

    def prepare(self, work: Callable, *inputs: object) -> Future:
        """Starts work that is needed soon, beside the rest."""
        return self.sampling.submit(work, *inputs)

    def encode(self, model: Encoder, sequences: list[np.ndarray], skipped: np.ndarray) -> list[Tensor]:
        """The kept vectors of each sequence [kept × dimension], without gradients."""
        result: list[Tensor] = [torch.empty(0)] * len(sequences)

        def encode_one(batch: MicroBatch) -> None:
            with torch.no_grad():
                vectors = batch.kept_of(model(batch.ids, batch.lengths, self.dtype)).cpu()
            for row, vector, count in zip(batch.rows, vectors, batch.kept_counts.tolist()):
                result[row] = vector[:count].clone()

        self.map(encode_one, micro_batches(sequences, skipped, self.micro_batch_tokens, self.device))
        return result
