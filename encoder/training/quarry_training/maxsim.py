"""Late interaction: each query token takes its best document token; a score is the weighted mean of these.

The backward pass is written out. Only the best tokens get a gradient, one in a hundred, so it is a sum of few rows
instead of the two dense products that automatic differentiation would make.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

SIMILARITIES_AT_ONCE = 1 << 24


class Scoring(nn.Module):
    """What is learned beside the encoder: the scale of the loss, and for each token id the logarithm of its weight in a
    question, which begins as its inverse document frequency."""

    def __init__(self, first_scale: float, first_weights: Tensor):
        super().__init__()
        self.log_scale = nn.Parameter(torch.tensor(first_scale).log())
        self.log_weights = nn.Parameter(first_weights.log())

    def scale(self) -> Tensor:
        return self.log_scale.clamp(max=4.6).exp()

    def weights(self) -> Tensor:
        return self.log_weights.exp()


def best_matches(queries: Tensor, documents: Tensor, dtype: torch.dtype) -> tuple[Tensor, Tensor]:
    """For each query token the similarity and the place of each document's best token.

    ``queries`` [query tokens × dimension], ``documents`` [documents × length × dimension], where padding repeats a token of
    the document, which cannot change a maximum → similarities [query tokens × documents] in f32, and rows of the
    flattened documents, same shape.
    """
    count, length, dimension = documents.shape
    flat = documents.reshape(-1, dimension).to(dtype)
    step = max(1, SIMILARITIES_AT_ONCE // flat.shape[0])
    best = [
        (rows.to(dtype) @ flat.T).view(rows.shape[0], count, length).max(-1) for rows in queries.split(step)
    ]
    first = torch.arange(count, device=flat.device) * length
    return torch.cat([values for values, _ in best]).float(), torch.cat([places for _, places in best]) + first


def best_matches_backward(queries: Tensor, documents: Tensor, places: Tensor, gradient: Tensor) -> tuple[Tensor, Tensor]:
    """Gradients of the query vectors and of the documents, from that of the similarities."""
    count, length, dimension = documents.shape
    flat = documents.reshape(-1, dimension)
    of_queries = F.embedding_bag(places, flat, per_sample_weights=gradient, mode="sum")
    order = places.flatten().argsort()
    sizes = places.flatten().bincount(minlength=count * length)
    of_documents = F.embedding_bag(
        order.div(count, rounding_mode="floor"),
        queries,
        sizes.cumsum(0) - sizes,
        per_sample_weights=gradient.flatten()[order],
        mode="sum",
    )
    return of_queries, of_documents.view_as(documents)


def scores(similarities: Tensor, owners: Tensor, weights: Tensor, queries: int) -> Tensor:
    """Weighted means over each query's tokens: similarities [query tokens × documents], ``owners`` and ``weights``
    [query tokens] → [queries × documents]."""
    totals = torch.zeros(queries, device=weights.device).index_add(0, owners, weights)
    share = (weights / totals[owners])[:, None]
    return torch.zeros(queries, similarities.shape[1], device=weights.device).index_add(0, owners, similarities * share)


def contrastive_loss(scores: Tensor, scale: Tensor, positives: Tensor, excluded: Tensor) -> Tensor:
    """Cross entropy both ways. ``scores`` [queries × documents]; ``positives`` [queries]: each query's document;
    ``excluded`` marks pairs that may be right although nobody says so (same question, same unit), which are left out, as are
    the other queries of a query's document."""
    nothing = float("-inf")
    logits = (scores * scale).masked_fill(excluded, nothing)
    own = torch.arange(len(positives), device=scores.device)
    siblings = (positives[:, None] == positives) & (own[:, None] != own)
    over_queries = logits[:, positives].T.masked_fill(siblings, nothing)
    return (F.cross_entropy(logits, positives) + F.cross_entropy(over_queries, own)) / 2
