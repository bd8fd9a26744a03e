"""The training loop: stages of growing depth, checkpoints, and a curve of development scores."""

from __future__ import annotations

import copy
import csv
import math
import os
import signal
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from quarry_training import evaluate
from quarry_training import tokenizer as vocabulary
from quarry_training.batches import Machine
from quarry_training.config import Config, StageConfig
from quarry_training.encoder import Encoder, EncoderConfig
from quarry_training.maxsim import Scoring
from quarry_training.mine import Mined, Miner
from quarry_training.novel import NovelWords
from quarry_training.optimizer import optimizers, update_average
from quarry_training.pairs import PairSet
from quarry_training.posts import Posts
from quarry_training.sampler import Sampler, SamplingConfig, SpecialIds
from quarry_training.steps import Step

FIRST_SCALE = 20.0
LAST_RATE = 0.05
TELL_SECONDS = 60
RELEASE_AVERAGE = 0.98


@dataclass
class Progress:
    """Where training stands. ``step`` counts within the stage, ``number`` over all."""

    stage: int = 0
    step: int = 0
    number: int = 0
    pairs: int = 0
    tokens: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class Resources:
    """What all stages share."""

    tokenizer: Tokenizer
    special: SpecialIds
    skipped: np.ndarray
    pair_set: PairSet
    machine: Machine

    @staticmethod
    def load(config: Config) -> Resources:
        tokenizer = Tokenizer.from_file(str(config.work / "tokenizer" / "tokenizer.json"))
        pair_set = PairSet.load(config.work / "pairs")
        return Resources(
            tokenizer,
            special_ids(tokenizer),
            skip_mask(tokenizer),
            pair_set,
            Machine.best(config.schedule.cpu_threads),
        )

    def scorer(self, model: Encoder, query_weights: Tensor) -> evaluate.Scorer:
        weights = query_weights.detach().cpu().numpy()
        return evaluate.Scorer(model, self.tokenizer, self.special, self.skipped, weights, self.machine)


def special_ids(tokenizer: Tokenizer) -> SpecialIds:
    names = (vocabulary.CLS, vocabulary.SEP, vocabulary.QUERY_PREFIX, vocabulary.DOCUMENT_PREFIX)
    return SpecialIds(*(tokenizer.token_to_id(name) for name in names))


def skip_mask(tokenizer: Tokenizer) -> np.ndarray:
    skipped = np.zeros(tokenizer.get_vocab_size(), bool)
    skipped[[tokenizer.token_to_id(token) for token in vocabulary.punctuation(tokenizer)]] = True
    return skipped


def first_query_weights(idf: np.ndarray, tokenizer: Tokenizer) -> Tensor:
    """Inverse document frequencies, special tokens as if every document had them."""
    weights = torch.from_numpy(idf.astype(np.float32))
    weights[[tokenizer.token_to_id(token) for token in vocabulary.SPECIAL_TOKENS]] = math.log(2)
    return weights


def learning_rate(stage: StageConfig, steps: int, step: int) -> float:
    """Share of the stage's rate at a step: warm-up, stable, linear decay."""
    warm = min(1.0, (step + 1) / stage.warmup) if stage.warmup else 1.0
    decay_steps = int(steps * stage.decay_share)
    left = steps - step
    return warm if left >= decay_steps else warm * max(LAST_RATE, left / decay_steps)


def grown(model: Encoder, layers: int) -> Encoder:
    """The same function with more blocks."""
    deeper = Encoder(replace(model.config, layers=layers))
    deeper.load_state_dict(deeper.state_dict() | model.state_dict())
    return deeper


class Trainer:
    def __init__(self, config: Config):
        self.config = config
        self.resources = Resources.load(config)
        self.directory = config.work / "checkpoints"
        self.directory.mkdir(parents=True, exist_ok=True)
        self.progress = Progress()
        self.asked_to_stop = False
        torch.manual_seed(config.schedule.seed)
        self.model = Encoder(
            EncoderConfig(
                vocabulary_size=self.resources.tokenizer.get_vocab_size(),
                hidden_size=config.model.hidden_size,
                layers=config.stages[0].layers,
                heads=config.model.heads,
                intermediate_size=config.model.intermediate_size,
                token_dimension=config.model.token_dimension,
            )
        ).to(self.resources.machine.device)
        self.average = copy.deepcopy(self.model)
        first_weights = first_query_weights(self.resources.pair_set.idf, self.resources.tokenizer)
        self.scoring = Scoring(FIRST_SCALE, first_weights).to(self.resources.machine.device)
        self.optimizers: list[torch.optim.Optimizer] = []
        self.development = evaluate.DevelopmentSet.load(config.development).sample(
            config.schedule.quick_questions, config.schedule.quick_documents
        )
        self.lexical = evaluate.lexical_scores(self.development)

    def run(self) -> None:
        """Trains from wherever it was killed to the end of the last stage. SIGTERM saves and ends."""
        signal.signal(signal.SIGTERM, self.stop)
        self.start_optimizers()
        latest = self.directory / "latest.pt"
        if latest.exists():
            self.restore(latest)
        while self.progress.stage < len(self.config.stages):
            self.run_stage(self.config.stages[self.progress.stage])
            self.finish_stage()

    def stop(self, *_: object) -> None:
        self.asked_to_stop = True

    def run_stage(self, stage: StageConfig) -> None:
        progress, resources = self.progress, self.resources
        sampler = self.sampler(replace(self.config.sampling, **stage.sampling), self.mined(stage))
        step = Step(self.model, self.scoring, resources.skipped, resources.machine, stage.lexical_weight)
        steps = -(-stage.pairs // stage.batch)
        losses, accuracies, pairs_told = [], [], progress.pairs
        began = saved = told = time.monotonic()
        upcoming = self.resources.machine.prepare(sampler.batch, progress.number, stage.batch)
        while progress.step < steps:
            share = learning_rate(stage, steps, progress.step)
            batch = upcoming.result()
            upcoming = self.resources.machine.prepare(sampler.batch, progress.number + 1, stage.batch)
            report = step(batch)
            for optimizer, rate in zip(self.optimizers, (stage.rate, stage.matrix_rate)):
                for group in optimizer.param_groups:
                    group["lr"] = rate * share
                optimizer.step()
                optimizer.zero_grad()
            average_decay = min(stage.average_decay, (progress.step + 1) / (progress.step + 10))
            update_average(self.average, self.model, average_decay)
            losses.append(report.loss)
            accuracies.append(report.accuracy)
            before = progress.pairs
            progress.step += 1
            progress.number += 1
            progress.pairs += report.pairs
            progress.tokens += report.tokens
            now = time.monotonic()
            progress.seconds, began = progress.seconds + now - began, now
            if now - told > TELL_SECONDS:
                print(
                    f"{stage.name} step {progress.step}/{steps} loss {np.mean(losses[-20:]):.3f} "
                    f"accuracy {np.mean(accuracies[-20:]):.3f} pairs/s {(progress.pairs - pairs_told) / (now - told):.0f}",
                    flush=True,
                )
                told, pairs_told = now, progress.pairs
            every = self.config.schedule.evaluate_pairs
            if progress.pairs // every > before // every or progress.step == steps:
                self.record(stage, losses, accuracies)
                losses, accuracies = [], []
                began = time.monotonic()
            if now - saved > self.config.schedule.checkpoint_seconds or self.asked_to_stop:
                self.save("latest")
                saved = now
            if self.asked_to_stop:
                raise SystemExit(f"{self.directory}/latest.pt: saved as asked by SIGTERM; start again to go on")

    def sampler(self, sampling: SamplingConfig, mined: Mined | None = None) -> Sampler:
        resources = self.resources
        return Sampler(
            resources.pair_set,
            Posts(resources.tokenizer, self.config.posts),
            NovelWords(resources.tokenizer, resources.pair_set.idf),
            sampling,
            resources.special,
            self.config.schedule.seed,
            mined,
        )

    def mined(self, stage: StageConfig) -> Mined | None:
        """The hard negatives of a stage that wants them; mined at its beginning, by the model as it is then."""
        sampling = replace(self.config.sampling, **stage.sampling)
        if not sampling.mined_share:
            return None
        directory = self.config.work / "mined" / f"stage-{self.progress.stage}"
        if not directory.exists():
            resources, seed = self.resources, self.config.schedule.seed
            sampler = self.sampler(replace(sampling, mined_share=0.0))
            miner = Miner(
                resources.pair_set,
                sampler.example,
                self.average,
                self.scoring.weights().detach().cpu().numpy(),
                resources.skipped,
                resources.machine,
                self.config.mining,
            )
            rows = sampler.one_per_document(np.random.default_rng(seed))
            beside = directory.with_suffix(".partial")
            miner.mine(rows, seed).save(beside)
            beside.rename(directory)
        return Mined.load(directory)

    def finish_stage(self) -> None:
        """Keeps the stage's result, and goes on from its averaged weights with the next stage's depth."""
        progress = self.progress
        self.save(f"stage-{progress.stage}-{self.config.stages[progress.stage].name}")
        progress.stage, progress.step = progress.stage + 1, 0
        if progress.stage < len(self.config.stages):
            torch.manual_seed(self.config.schedule.seed + progress.stage)
            self.model = grown(self.average, self.config.stages[progress.stage].layers).to(self.resources.machine.device)
            self.average = copy.deepcopy(self.model)
            self.start_optimizers()
        self.save("latest")

    def release(self, pairs: int) -> Path:
        """A model to give away at any time: from the latest checkpoint the rates fall to nothing over ``pairs``, beside the
        training itself, which goes on from the same checkpoint. Goes on where it was killed, too."""
        latest, own = self.directory / "latest.pt", self.config.work / "release"
        own.mkdir(parents=True, exist_ok=True)
        resumes = (own / "latest.pt").exists()
        self.restore(own / "latest.pt" if resumes else latest)
        current = self.config.stages[min(self.progress.stage, len(self.config.stages) - 1)]
        last = replace(current, name="release", pairs=pairs, warmup=0, decay_share=1.0, average_decay=RELEASE_AVERAGE)
        if not resumes:
            self.progress.step = 0
        self.directory = own
        signal.signal(signal.SIGTERM, self.stop)
        self.run_stage(last)
        self.save("release")
        (own / "latest.pt").unlink(missing_ok=True)
        return own / "release.pt"

    def start_optimizers(self) -> None:
        self.optimizers = optimizers(self.model, self.scoring, matrix_rate=0.0, rate=0.0)

    def record(self, stage: StageConfig, losses: list[float], accuracies: list[float]) -> None:
        figures = evaluate.report(
            self.resources.scorer(self.average, self.scoring.weights()),
            self.development,
            self.lexical,
            self.config.schedule.hybrid_weight,
        )
        progress = self.progress
        row = {
            "stage": stage.name,
            "layers": stage.layers,
            "seconds": round(progress.seconds),
            "pairs": progress.pairs,
            "tokens": progress.tokens,
            "scale": round(self.scoring.scale().item(), 2),
            "loss": round(float(np.mean(losses)), 4),
            "accuracy": round(float(np.mean(accuracies)), 4),
        } | {name: round(value, 4) for name, value in figures.items()}
        path = self.config.work / "curve.csv"
        is_new = not path.exists()
        with path.open("a", newline="") as file:
            writer = csv.DictWriter(file, list(row))
            if is_new:
                writer.writeheader()
            writer.writerow(row)
        print(" ".join(f"{name}={value}" for name, value in row.items()), flush=True)

    def save(self, name: str) -> None:
        """Writes beside and renames, so that a kill leaves the checkpoint before."""
        target = self.directory / f"{name}.pt"
        beside = target.with_suffix(".partial")
        torch.save(
            {
                "progress": vars(self.progress),
                "model_config": vars(self.model.config),
                "model": self.model.state_dict(),
                "average": self.average.state_dict(),
                "scoring": self.scoring.state_dict(),
                "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            },
            beside,
        )
        os.replace(beside, target)

    def restore(self, path: Path) -> None:
        state = torch.load(path, map_location=self.resources.machine.device, weights_only=True)
        self.progress = Progress(**state["progress"])
        self.model = Encoder(EncoderConfig(**state["model_config"])).to(self.resources.machine.device)
        self.model.load_state_dict(state["model"])
        self.average = copy.deepcopy(self.model)
        self.average.load_state_dict(state["average"])
        self.scoring.load_state_dict(state["scoring"])
        self.start_optimizers()
        for optimizer, saved in zip(self.optimizers, state["optimizers"]):
            optimizer.load_state_dict(saved)


def load_model(path: Path) -> tuple[Encoder, Tensor]:
    """The averaged weights of a checkpoint and its query weights [vocabulary], on the CPU."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    model = Encoder(EncoderConfig(**state["model_config"]))
    model.load_state_dict(state["average"])
    return model.eval(), state["scoring"]["log_weights"].exp()
