"""ModernBERT with a ColBERT projection: the mathematics of transformers' ModernBertModel, arranged to train fast on a CPU.

Parameters carry Hugging Face's names. Master weights are f32; the blocks run in bf16, whose matrix products are four times
as fast as f32's on processors with avx512_bf16 and on GPUs. Attention is written out rather than called: on a CPU the
backward pass of ``scaled_dot_product_attention`` alone costs as much as everything else (docs/model.md has the table).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch._dynamo
import torch.fx.experimental._config
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
        self.Wqkv = nn.Linear(config.hidden_size, 3 * config.hidden_size, bias=False)
        self.Wo = nn.Linear(config.hidden_size, config.hidden_size, bias=False)


class Mlp(nn.Module):
    def __init__(self, config: EncoderConfig):
        super().__init__()
        self.Wi = nn.Linear(config.hidden_size, 2 * config.intermediate_size, bias=False)
        self.Wo = nn.Linear(config.intermediate_size, config.hidden_size, bias=False)


class Block(nn.Module):
    def __init__(self, config: EncoderConfig, index: int):
        super().__init__()
        self.is_global = index % config.global_every == 0
        self.attn_norm = nn.Identity() if index == 0 else norm(config)
        self.attn = Attention(config)
        self.mlp_norm = norm(config)
        self.mlp = Mlp(config)


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
        length = ids.shape[1]
        hidden = self.hidden(ids, lengths, compute_dtype) if len(self.layers) else self.embedded(ids)
        hidden = F.layer_norm(hidden.float(), (hidden.shape[-1],), self.final_norm.weight, None, NORM_EPSILON)
        vectors = F.linear(hidden.to(compute_dtype), self.projection.weight.to(compute_dtype)).float()
        assert vectors.shape[1] == length
        return F.normalize(vectors, dim=-1)

    def embedded(self, ids: Tensor) -> Tensor:
        embedded = self.embeddings.tok_embeddings(ids)
        return F.layer_norm(embedded, (embedded.shape[-1],), self.embeddings.norm.weight, None, NORM_EPSILON)

    def hidden(self, ids: Tensor, lengths: Tensor, dtype: torch.dtype) -> Tensor:
        config, length, device = self.config, ids.shape[1], ids.device
        positions = torch.arange(length, device=device)
        padding = torch.where(positions < lengths[:, None], 0.0, MASKED).to(dtype)[:, None, None, :]
        distant = (positions[:, None] - positions).abs() > config.local_window // 2
        windows = {
            True: torch.zeros(length, length, dtype=dtype, device=device),
            False: torch.where(distant, MASKED, 0.0).to(dtype),
        }
        head_size = config.hidden_size // config.heads
        rotations = {
            True: rotation(length, head_size, config.global_rope_theta, dtype, device),
            False: rotation(length, head_size, config.local_rope_theta, dtype, device),
        }
        hidden = self.embedded(ids).to(dtype)
        for block in self.layers:
            norm_weight = None if isinstance(block.attn_norm, nn.Identity) else block.attn_norm.weight.to(dtype)
            hidden = run_block(
                hidden,
                norm_weight,
                block.attn.Wqkv.weight.to(dtype),
                block.attn.Wo.weight.to(dtype),
                block.mlp_norm.weight.to(dtype),
                block.mlp.Wi.weight.to(dtype),
                block.mlp.Wo.weight.to(dtype),
                config.heads,
                *rotations[block.is_global],
                padding,
                windows[block.is_global],
            )
        return hidden


def block_forward(
    hidden: Tensor,
    attn_norm: Tensor | None,
    wqkv: Tensor,
    wo: Tensor,
    mlp_norm: Tensor,
    wi: Tensor,
    mlp_wo: Tensor,
    heads: int,
    cos: Tensor,
    sin: Tensor,
    padding: Tensor,
    window: Tensor,
) -> Tensor:
    """One transformer block over [sequences × length × hidden]."""
    sequences, length, size = hidden.shape
    normed = hidden if attn_norm is None else F.layer_norm(hidden, (size,), attn_norm, None, NORM_EPSILON)
    qkv = F.linear(normed, wqkv).view(sequences, length, 3, heads, size // heads).permute(2, 0, 3, 1, 4)
    query = rotate(qkv[0], cos, sin) * (size // heads) ** -0.5
    key = rotate(qkv[1], cos, sin)
    scores = (query @ key.transpose(-1, -2)).float() + padding + window
    attended = scores.softmax(-1).to(hidden.dtype) @ qkv[2]
    hidden = hidden + F.linear(attended.transpose(1, 2).reshape(sequences, length, size), wo)
    normed = F.layer_norm(hidden, (size,), mlp_norm, None, NORM_EPSILON)
    value, gate = F.linear(normed, wi).chunk(2, -1)
    return hidden + F.linear(F.gelu(value) * gate, mlp_wo)


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


run_block = block_forward


def compile_blocks() -> None:
    """Fuses what stands between the matrix products. One compilation serves all layers and lengths: sizes that happen to be
    equal must not be taken for the same."""
    global run_block
    if run_block is block_forward:
        torch.fx.experimental._config.use_duck_shape = False
        torch._dynamo.config.recompile_limit = 32
        run_block = torch.compile(block_forward, dynamic=True)
