"""One training step: gradients of the contrastive loss over a whole batch, from micro-batches in threads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from quarry_training import maxsim
from quarry_training.batches import Machine, MicroBatch, micro_batches
from quarry_training.encoder import Encoder
from quarry_training.maxsim import Scoring
from quarry_training.sampler import Batch


@dataclass(frozen=True)
class StepReport:
    loss: float
    accuracy: float
    pairs: int
    tokens: int


class Step:
    """Accumulates gradients into ``.grad`` of the parameters of the model and of the scoring.

    All vectors of the batch meet in one loss, so every document is a negative of every other question. The graph of each
    micro-batch is kept until the loss has told the gradients of its vectors. ``lexical_weight``: what words count for beside
    MaxSim in a third loss, which asks the vectors for what words do not know; 0 for no such loss.
    """

    def __init__(
        self, model: Encoder, scoring: Scoring, skipped: np.ndarray, machine: Machine, lexical_weight: float = 0.0
    ):
        self.model = model
        self.scoring = scoring
        self.skipped = skipped
        self.nothing_skipped = np.zeros_like(skipped)
        self.machine = machine
        self.lexical_weight = lexical_weight
        self.parameters = list(model.parameters())
        self.contextless = len(model.layers) == 0

    def __call__(self, batch: Batch) -> StepReport:
        machine = self.machine
        documents = micro_batches(
            batch.documents, self.skipped, machine.micro_batch_tokens, machine.device, distinct=self.contextless
        )
        queries = micro_batches(batch.queries, self.nothing_skipped, machine.micro_batch_tokens, machine.device)
        graphs = machine.map(self.vectors, documents + queries)
        of_documents, of_queries = graphs[: len(documents)], graphs[len(documents) :]

        places = [torch.arange(query.kept.shape[1], device=machine.device) < query.kept_counts[:, None] for query in queries]
        flat = torch.cat([vectors.detach()[place] for vectors, place in zip(of_queries, places)])
        owners = torch.cat([rows_of(query, place) for query, place in zip(queries, places)])
        ids = torch.cat([query.ids.gather(1, query.kept)[place] for query, place in zip(queries, places)])
        weights = self.scoring.weights()[ids]
        sources = torch.arange(len(ids), device=machine.device)
        if self.contextless:
            sources, flat = distinct(ids, flat)

        matches = machine.map(lambda vectors: maxsim.best_matches(flat, vectors.detach(), machine.dtype), of_documents)
        similarities = torch.cat([similarity for similarity, _ in matches], 1).requires_grad_()
        columns = np.concatenate([document.rows for document in documents])
        positives = torch.from_numpy(np.argsort(columns)[batch.positives]).to(machine.device)
        excluded = torch.from_numpy(batch.excluded).to(machine.device)[:, columns]
        lexical = torch.from_numpy(batch.lexical).to(machine.device)[:, columns]
        loss, accuracy = self.loss(similarities[sources], owners, weights, positives, excluded, lexical)
        loss.backward()

        widths = [len(document.rows) for document in documents]

        def backward(document: MicroBatch, vectors: Tensor, match: tuple[Tensor, Tensor], gradient: Tensor) -> tuple:
            of_flat, of_vectors = maxsim.best_matches_backward(flat, vectors.detach(), match[1], gradient.contiguous())
            return of_flat, torch.autograd.grad(vectors, self.parameters, of_vectors, allow_unused=True)

        results = machine.map(backward, documents, of_documents, matches, list(similarities.grad.split(widths, 1)))
        of_flat = torch.stack([gradient for gradient, _ in results]).sum(0)
        parts = of_flat[sources].div(sources.bincount()[sources][:, None]).split([int(place.sum()) for place in places])

        def backward_queries(vectors: Tensor, place: Tensor, part: Tensor) -> tuple:
            gradient = torch.zeros_like(vectors)
            gradient[place] = part
            return torch.autograd.grad(vectors, self.parameters, gradient, allow_unused=True)

        self.accumulate([gradients for _, gradients in results])
        self.accumulate(machine.map(backward_queries, of_queries, places, list(parts)))
        tokens = sum(map(len, batch.documents)) + sum(map(len, batch.queries))
        return StepReport(loss.item(), accuracy, len(batch.queries), tokens)

    def vectors(self, batch: MicroBatch) -> Tensor:
        return batch.kept_of(self.model(batch.ids, batch.lengths, self.machine.dtype))

    def loss(
        self,
        similarities: Tensor,
        owners: Tensor,
        weights: Tensor,
        positives: Tensor,
        excluded: Tensor,
        lexical: Tensor,
    ) -> tuple[Tensor, float]:
        """The mean of the losses with uniform and with weighted query tokens, since both ways of scoring are in use, and
        together with words, since people search with both."""
        scale = self.scoring.scale()
        uniform = maxsim.scores(similarities, owners, torch.ones_like(weights), len(positives))
        weighted = maxsim.scores(similarities, owners, weights, len(positives))
        ways = [uniform, weighted]
        if self.lexical_weight:
            ways.append(weighted + self.lexical_weight * lexical)
        losses = [maxsim.contrastive_loss(scores, scale, positives, excluded) for scores in ways]
        accuracy = (weighted.masked_fill(excluded, -1).argmax(1) == positives).float().mean().item()
        return torch.stack(losses).mean(), accuracy

    def accumulate(self, gradients: list[tuple[Tensor | None, ...]]) -> None:
        for parameter, *parts in zip(self.parameters, *gradients):
            for part in parts:
                if part is not None and parameter.grad is None:
                    parameter.grad = part.to_dense() if part.is_sparse else part.clone()
                elif part is not None:
                    parameter.grad.add_(part)


def rows_of(batch: MicroBatch, place: Tensor) -> Tensor:
    """For each kept token the row of its sequence in the whole batch."""
    rows = torch.from_numpy(batch.rows.copy()).to(place.device)
    return rows[:, None].expand_as(place)[place]


def distinct(ids: Tensor, vectors: Tensor) -> tuple[Tensor, Tensor]:
    """One vector of each id, and for each token its row among these."""
    values, rows = ids.unique(return_inverse=True)
    return rows, torch.empty(len(values), vectors.shape[1], device=vectors.device).index_copy(0, rows, vectors)
