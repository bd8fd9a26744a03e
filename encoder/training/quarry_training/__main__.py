"""Command line: ``python -m quarry_training tokenizer|pairs|train|release|evaluate|export --config FILE``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tokenizers import Tokenizer

from quarry_training import evaluate as evaluation
from quarry_training import pairs as pair_files
from quarry_training import tokenizer as vocabulary
from quarry_training.config import Config


def main() -> None:
    parser = argparse.ArgumentParser(prog="quarry_training", description="Trains quarry-edge. Run the steps in order.")
    steps = parser.add_subparsers(dest="step", required=True)
    for name, run, text in (
        ("tokenizer", tokenizer, "learn the vocabulary from the pairs"),
        ("pairs", pairs, "tokenise the pairs"),
        ("train", train, "train, or go on with training that was killed"),
        ("release", release, "let the rates fall from the latest checkpoint, to get a model that can be given away"),
        ("evaluate", evaluate, "score a checkpoint on all development questions"),
        ("export", export, "write a checkpoint as a PyLate directory"),
    ):
        step = steps.add_parser(name, help=text, description=text)
        step.add_argument("--config", type=Path, required=True, help="YAML file of the recipe")
        step.add_argument("--home", type=Path, default=Path("."), help="folder of pairs/, development/ and work/")
        step.set_defaults(run=run)
        if run in (evaluate, export):
            step.add_argument("--checkpoint", type=Path, required=True)
        if run is release:
            step.add_argument("--pairs", type=int, default=300_000, help="how long the rates take to fall")
        if run is evaluate:
            step.add_argument("--questions", type=int, help="take only so many questions, over all documents")
            step.add_argument("--json", type=Path, help="write the figures to this file")
        if run is export:
            step.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.run(Config.load(arguments.config, arguments.home), arguments)


def training_files(config: Config) -> list[Path]:
    files = sorted(config.pairs.glob("train-*.jsonl.gz"))
    if not files:
        raise SystemExit(f"{config.pairs}: no train-*.jsonl.gz in it; make them with 'quarry eval pairs'")
    return files


def tokenizer(config: Config, arguments: argparse.Namespace) -> None:
    texts = pair_files.texts(training_files(config), config.data.vocabulary_every)
    learned = vocabulary.train(texts, config.data.vocabulary_size)
    vocabulary.save(learned, config.work / "tokenizer", 8192)
    print(f"{learned.get_vocab_size()} tokens, {len(vocabulary.punctuation(learned))} of them punctuation")


def pairs(config: Config, arguments: argparse.Namespace) -> None:
    learned = Tokenizer.from_file(str(config.work / "tokenizer" / "tokenizer.json"))
    prepared = pair_files.prepare(
        training_files(config), learned, config.model.query_length, config.model.document_length
    )
    prepared.save(config.work / "pairs")
    print(f"{len(prepared.pairs)} pairs, {len(prepared.queries)} questions, {len(prepared.documents)} documents")


def train(config: Config, arguments: argparse.Namespace) -> None:
    from quarry_training.train import Trainer

    Trainer(config).run()


def release(config: Config, arguments: argparse.Namespace) -> None:
    from quarry_training.train import Trainer

    print(Trainer(config).release(arguments.pairs))


def evaluate(config: Config, arguments: argparse.Namespace) -> None:
    from quarry_training.train import Resources, load_model

    development = evaluation.DevelopmentSet.load(config.development)
    if arguments.questions:
        development = development.sample(arguments.questions, len(development.visible))
    figures = evaluation.report(
        Resources.load(config).scorer(*load_model(arguments.checkpoint)),
        development,
        evaluation.lexical_scores(development),
        config.schedule.hybrid_weight,
    )
    for name, value in figures.items():
        print(f"{name:24} {value:.4f}")
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n")


def export(config: Config, arguments: argparse.Namespace) -> None:
    from quarry_training.export import export_model

    export_model(config, arguments.checkpoint, arguments.out)


if __name__ == "__main__":
    main()
