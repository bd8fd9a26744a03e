import gzip
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from quarry_training import pairs as pair_files
from quarry_training import tokenizer as vocabulary
from quarry_training.config import Config, StageConfig
from quarry_training.train import Trainer, learning_rate, load_model

WORDS = ["path", "file", "extension", "sum", "total", "client", "lower", "case", "quaternion", "throw"]


def text(number):
    return " ".join(WORDS[(number * step) % len(WORDS)] for step in (1, 3, 7))


@pytest.fixture
def home(tmp_path, learned):
    (tmp_path / "pairs").mkdir()
    with gzip.open(tmp_path / "pairs" / "train-00.jsonl.gz", "wt", encoding="utf-8") as out:
        for number in range(120):
            kind = ("summary", "name")[number % 2]
            out.write(
                json.dumps(
                    {
                        "kind": kind,
                        "query": f"{text(number)} {number}",
                        "header": "lib | org",
                        "code": f"void m{number}() {{ {text(number)} {number} }}",
                        "name": f"m{number}",
                        "unit": f"lib/A.java#m{number:03}",
                        "group": "g:lib",
                    }
                )
                + "\n"
            )
    development = tmp_path / "development"
    (development / "qrels").mkdir(parents=True)
    rows = [{"_id": f"d{n}", "title": "lib", "text": text(n), "masked": text(n)} for n in range(20)]
    (development / "corpus.jsonl").write_text("\n".join(map(json.dumps, rows)))
    queries = [{"_id": f"q{n}", "text": text(n)} for n in range(5)]
    (development / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)))
    judged = "\n".join(f"q{n}\td{n}\t1" for n in range(5))
    (development / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n" + judged + "\n")
    vocabulary.save(learned, tmp_path / "work" / "tokenizer", 8192)
    files = [tmp_path / "pairs" / "train-00.jsonl.gz"]
    pair_files.prepare(files, learned, 256, 2048).save(tmp_path / "work" / "pairs")
    return tmp_path


def small(home):
    recipe = Config.load(Path(__file__).parent.parent / "config" / "quarry-edge.yaml", home)
    return replace(
        recipe,
        model=replace(recipe.model, hidden_size=32, heads=2, intermediate_size=48, token_dimension=16),
        schedule=replace(recipe.schedule, evaluate_pairs=1_000_000),
        sampling=replace(recipe.sampling, neighbours=4),
        mining=replace(recipe.mining, documents=40),
        stages=[
            StageConfig("words", layers=0, pairs=64, batch=16, rate=0.01, warmup=2),
            StageConfig("deep", layers=2, pairs=96, batch=16, rate=0.002, matrix_rate=0.01, warmup=2, decay_share=0.5),
            StageConfig("hard", layers=2, pairs=48, batch=16, rate=0.002, warmup=2, sampling={"mined_share": 0.5}),
        ],
    )


def killed_after(trainer, steps):
    """Ends training as SIGTERM would, when so many batches have been seen."""
    original = trainer.resources.machine.prepare

    def counting(work, number, size):
        if number > steps:
            trainer.stop()
        return original(work, number, size)

    object.__setattr__(trainer.resources.machine, "prepare", counting)


def test_training_that_was_killed_goes_on_exactly(home):
    config = small(home)
    Trainer(config).run()
    whole = torch.load(home / "work" / "checkpoints" / "latest.pt", weights_only=True)
    for name in ("checkpoints", "mined"):
        shutil.rmtree(home / "work" / name)
    for steps in (2, 6, 9, 11):
        trainer = Trainer(config)
        killed_after(trainer, steps)
        with pytest.raises(SystemExit, match="saved"):
            trainer.run()
    Trainer(config).run()
    pieces = torch.load(home / "work" / "checkpoints" / "latest.pt", weights_only=True)
    assert whole["progress"]["number"] == pieces["progress"]["number"] == 13
    assert all(torch.equal(whole["average"][name], pieces["average"][name]) for name in whole["average"])
    assert (home / "work" / "curve.csv").read_text().count("deep") == 2


def test_a_release_leaves_training_where_it_was(home):
    config = small(home)
    trainer = Trainer(config)
    killed_after(trainer, 6)
    with pytest.raises(SystemExit):
        trainer.run()
    latest = home / "work" / "checkpoints" / "latest.pt"
    before = latest.read_bytes()
    released = Trainer(config).release(48)
    assert latest.read_bytes() == before
    model, query_weights = load_model(released)
    assert len(model.layers) == 2 and query_weights.std() > 0


def test_rates_warm_up_stay_and_fall():
    stage = StageConfig("s", layers=0, pairs=0, batch=1, rate=1.0, warmup=10, decay_share=0.2)
    shares = [learning_rate(stage, 100, step) for step in range(100)]
    assert shares[0] == pytest.approx(0.1) and shares[9] == shares[50] == shares[79] == 1.0
    assert shares[90] == pytest.approx(0.5) and shares[99] == pytest.approx(0.05)
