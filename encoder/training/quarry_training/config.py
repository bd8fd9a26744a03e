"""The whole recipe as one YAML file: where things lie, the model's shape, and the stages of training."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

import yaml

from quarry_training.mine import MiningConfig
from quarry_training.posts import PostConfig
from quarry_training.sampler import SamplingConfig


@dataclass(frozen=True)
class DataConfig:
    """``pairs``: folder of train-*.jsonl.gz; ``development``: BEIR folder; ``work``: for everything that is made. All stand
    in the folder that the command line names."""

    pairs: str = "pairs"
    development: str = "development"
    work: str = "work"
    vocabulary_size: int = 16000
    vocabulary_every: int = 4


@dataclass(frozen=True)
class ModelConfig:
    hidden_size: int = 256
    heads: int = 4
    intermediate_size: int = 384
    token_dimension: int = 64
    query_length: int = 256
    document_length: int = 2048


@dataclass(frozen=True)
class StageConfig:
    """A stretch of training. ``layers`` more than before: new blocks start as the identity. ``rate`` is Adam's,
    ``matrix_rate`` Muon's; both rise over ``warmup`` steps, stay, and fall to a twentieth over the last ``decay_share``.
    ``lexical_weight``: see ``Step``."""

    name: str
    layers: int
    pairs: int
    batch: int
    rate: float
    matrix_rate: float = 0.0
    warmup: int = 100
    decay_share: float = 0.0
    average_decay: float = 0.998
    lexical_weight: float = 0.0
    sampling: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ScheduleConfig:
    seed: int = 0
    cpu_threads: int = 2
    checkpoint_seconds: int = 600
    evaluate_pairs: int = 100_000
    quick_questions: int = 600
    quick_documents: int = 2500
    hybrid_weight: float = 0.5


@dataclass(frozen=True)
class Config:
    home: Path
    data: DataConfig
    model: ModelConfig
    schedule: ScheduleConfig
    sampling: SamplingConfig
    posts: PostConfig
    mining: MiningConfig
    stages: list[StageConfig]

    @staticmethod
    def load(path: Path, home: Path) -> Config:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        return build(Config, content | {"home": home}, str(path))

    @property
    def pairs(self) -> Path:
        return self.home / self.data.pairs

    @property
    def development(self) -> Path:
        return self.home / self.data.development

    @property
    def work(self) -> Path:
        return self.home / self.data.work


def build(kind: type, content: dict[str, Any], where: str) -> Any:
    """A dataclass from a mapping; names that it does not have are errors."""
    types = get_type_hints(kind)
    unknown = set(content) - {entry.name for entry in fields(kind)}
    if unknown:
        raise ValueError(f"{where}: unknown setting {sorted(unknown)}; known: {sorted(types)}")
    values = {}
    for name, value in content.items():
        if is_dataclass(types[name]):
            value = build(types[name], value, f"{where}: {name}")
        elif types[name] == list[StageConfig]:
            value = [build(StageConfig, stage, f"{where}: stage {stage.get('name')}") for stage in value]
        values[name] = value
    return kind(**values)
