"""ModernBERT with a ColBERT projection: the mathematics of transformers' ModernBertModel, arranged to train fast on a CPU.

Parameters carry Hugging Face's names. Master weights are f32; the blocks run in bf16, whose matrix products are four times
as fast as f32's on processors with avx512_bf16 and on GPUs. Attention is written out rather than called: on a CPU the
backward pass of ``scaled_dot_product_attention`` alone costs as much as everything else (docs/model.md has the table).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

NORM_EPSILON = 1e-5
MASKED = -30000.0


@dataclass(frozen=True)
class EncoderConfig:
    vocabulary_size: int
    hidden_size: int = 256
    layers: int = 6
    heads: int = 4
    intermediate_size: int = 384
    token_dimension: int = 64
    max_positions: int = 8192
    global_every: int = 3
    local_window: int = 128
    global_rope_theta: float = 160000.0
    local_rope_theta: float = 10000.0


class Attention(nn.Module):
    def __init__(self, config: EncoderConfig):
        super().__init__()
        self.heads = config.heads
        self.Wqkv = nn.Linear(config.hidden_size, 3 * config.hidden_size, bias=False)
        self.Wo = nn.Linear(config.hidden_size, config.hidden_size, bias=False)

    def forward(self, normed: Tensor, rotation: tuple[Tensor, Tensor], mask: Tensor) -> Tensor:
        sequences, length, size = normed.shape
        qkv = linear(normed, self.Wqkv).view(sequences, length, 3, self.heads, size // self.heads).permute(2, 0, 3, 1, 4)
        query, key = rotate(qkv[:2], *rotation).unbind()
        scores = torch.add(mask, query @ key.transpose(-1, -2), alpha=(size // self.heads) ** -0.5)
        attended = scores.softmax(-1) @ qkv[2]
        return linear(attended.transpose(1, 2).reshape(sequences, length, size), self.Wo)


class Mlp(nn.Module):
    def __init__(self, config: EncoderConfig):
        super().__init__()
        self.Wi = nn.Linear(config.hidden_size, 2 * config.intermediate_size, bias=False)
        self.Wo = nn.Linear(config.intermediate_size, config.hidden_size, bias=False)

    def forward(self, normed: Tensor) -> Tensor:
        value, gate = linear(normed, self.Wi).chunk(2, -1)
        return linear(F.gelu(value) * gate, self.Wo)


class Block(nn.Module):
    def __init__(self, config: EncoderConfig, index: int):
        super().__init__()
        self.is_global = index % config.global_every == 0
        self.attn_norm = nn.Identity() if index == 0 else norm(config)
        self.attn = Attention(config)
        self.mlp_norm = norm(config)
        self.mlp = Mlp(config)

    def forward(self, hidden: Tensor, rotation: tuple[Tensor, Tensor], mask: Tensor) -> Tensor:
        """[sequences × length × hidden] → same; ``mask`` is added to the attention scores."""
        hidden = hidden + self.attn(normalised(hidden, self.attn_norm), rotation, mask)
        return hidden + self.mlp(normalised(hidden, self.mlp_norm))


class Embeddings(nn.Module):
    def __init__(self, config: EncoderConfig):
        super().__init__()
        self.tok_embeddings = nn.Embedding(config.vocabulary_size, config.hidden_size, sparse=True)
        self.norm = norm(config)


class Encoder(nn.Module):
    """Token ids to one unit vector per token.

    A block starts as the identity (its two output projections are zero), so a deeper model begins exactly as good as the
    shallower one that it was grown from, down to no blocks at all: token embeddings and the projection.
    """

    def __init__(self, config: EncoderConfig):
        super().__init__()
        self.config = config
        self.embeddings = Embeddings(config)
        self.layers = nn.ModuleList(Block(config, index) for index in range(config.layers))
        self.final_norm = norm(config)
        self.projection = nn.Linear(config.hidden_size, config.token_dimension, bias=False)
        nn.init.normal_(self.embeddings.tok_embeddings.weight, std=0.05)
        nn.init.orthogonal_(self.projection.weight)
        for block in self.layers:
            nn.init.normal_(block.attn.Wqkv.weight, std=config.hidden_size**-0.5)
            nn.init.normal_(block.mlp.Wi.weight, std=config.hidden_size**-0.5)
            nn.init.zeros_(block.attn.Wo.weight)
            nn.init.zeros_(block.mlp.Wo.weight)

    def forward(self, ids: Tensor, lengths: Tensor, compute_dtype: torch.dtype = torch.float32) -> Tensor:
        """``ids`` [sequences × length] padded at the end, ``lengths`` [sequences] → [sequences × length × dimension] in
        f32, each vector of length 1; those of padding are meaningless."""
        hidden = normalised(self.embeddings.tok_embeddings(ids), self.embeddings.norm)
        if len(self.layers):
            hidden = self.blocks(hidden.to(compute_dtype), lengths)
        hidden = normalised(hidden.float(), self.final_norm)
        return F.normalize(linear(hidden.to(compute_dtype), self.projection).float(), dim=-1)

    def blocks(self, hidden: Tensor, lengths: Tensor) -> Tensor:
        config, length, dtype, device = self.config, hidden.shape[1], hidden.dtype, hidden.device
        head_size = config.hidden_size // config.heads
        positions = torch.arange(length, device=device)
        padding = torch.where(positions < lengths[:, None], 0.0, MASKED).to(dtype)[:, None, None, :]
        contexts = {
            True: (rotation(length, head_size, config.global_rope_theta, dtype, device), padding),
            False: (rotation(length, head_size, config.local_rope_theta, dtype, device), padding),
        }
        if length > config.local_window // 2 + 1:
            distant = (positions[:, None] - positions).abs() > config.local_window // 2
            window = torch.where(distant, MASKED, 0.0).to(dtype)
            contexts[False] = (contexts[False][0], torch.minimum(padding, window))
        for block in self.layers:
            hidden = block(hidden, *contexts[block.is_global])
        return hidden


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """RoPE, half-rotated: pairs are (i, i + size/2)."""
    first, second = x.chunk(2, -1)
    return torch.cat((first * cos - second * sin, second * cos + first * sin), -1)


def rotation(length: int, head_size: int, theta: float, dtype: torch.dtype, device: torch.device) -> tuple[Tensor, Tensor]:
    frequencies = theta ** (-torch.arange(0, head_size, 2, device=device).float() / head_size)
    angles = torch.arange(length, device=device).float()[:, None] * frequencies
    return angles.cos().to(dtype), angles.sin().to(dtype)


def norm(config: EncoderConfig) -> nn.LayerNorm:
    return nn.LayerNorm(config.hidden_size, eps=NORM_EPSILON, bias=False)


def normalised(hidden: Tensor, norm: nn.Module) -> Tensor:
    """In the precision of ``hidden``; the identity stays one."""
    if isinstance(norm, nn.Identity):
        return hidden
    return F.layer_norm(hidden, norm.normalized_shape, norm.weight.to(hidden.dtype), None, norm.eps)


def linear(x: Tensor, layer: nn.Linear) -> Tensor:
    return F.linear(x, layer.weight.to(x.dtype))
