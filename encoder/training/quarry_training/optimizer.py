"""Muon for the matrices inside the blocks, Adam for everything else, with moving averages of the weights."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from quarry_training.maxsim import Scoring


def orthogonalised(gradient: Tensor) -> Tensor:
    """The nearest matrix with equal singular values, roughly: five quintic Newton-Schulz steps (Keller Jordan's Muon)."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = gradient.bfloat16() if gradient.shape[0] <= gradient.shape[1] else gradient.bfloat16().T
    x = x / (x.norm() + 1e-7)
    for _ in range(5):
        gram = x @ x.T
        x = a * x + (b * gram + c * gram @ gram) @ x
    return (x if gradient.shape[0] <= gradient.shape[1] else x.T).to(gradient.dtype)


class Muon(torch.optim.Optimizer):
    """Momentum whose direction is orthogonalised, per matrix. ``Wqkv`` counts as three matrices, ``Wi`` as two."""

    def __init__(self, matrices: list[tuple[nn.Parameter, int]], lr: float, momentum: float = 0.95):
        groups = [{"params": [matrix], "pieces": pieces} for matrix, pieces in matrices]
        super().__init__(groups, {"lr": lr, "momentum": momentum})

    @torch.no_grad()
    def step(self) -> None:
        for group in self.param_groups:
            matrix = group["params"][0]
            momentum = self.state[matrix].setdefault("momentum", torch.zeros_like(matrix))
            momentum.lerp_(matrix.grad, 1 - group["momentum"])
            direction = matrix.grad.lerp(momentum, group["momentum"])
            for part, piece in zip(matrix.chunk(group["pieces"]), direction.chunk(group["pieces"])):
                scale = 0.2 * max(piece.shape) ** 0.5
                part.add_(orthogonalised(piece), alpha=-group["lr"] * scale)


def optimizers(model: nn.Module, scoring: Scoring, matrix_rate: float, rate: float) -> list[torch.optim.Optimizer]:
    pieces = {"Wqkv": 3, "Wi": 2, "Wo": 1}
    matrices, rest = [], list(scoring.parameters())
    for name, parameter in model.named_parameters():
        if name.startswith("layers.") and parameter.ndim == 2:
            matrices.append((parameter, pieces[name.split(".")[-2]]))
        else:
            rest.append(parameter)
    adam = torch.optim.Adam(rest, lr=rate, betas=(0.9, 0.98), eps=1e-9, fused=True)
    return [adam, Muon(matrices, matrix_rate)] if matrices else [adam]


@torch.no_grad()
def update_average(average: nn.Module, model: nn.Module, decay: float) -> None:
    torch._foreach_lerp_(list(average.parameters()), list(model.parameters()), 1 - decay)
