"""Measures what bf16 and int8 cost a model, and writes the fastest that costs it next to nothing beside its weights.

Usage, from the root of the project, after every export of a model:
    python encoder/parity/measure_precision.py MODEL [--questions N]

Asks the questions of held-out Javadoc once in each precision, documents and questions encoded in it, and writes MODEL/quarry_precision.json: the
fastest precision whose nDCG@10 is nowhere (semantic and hybrid ranking, names visible and masked) more than 0.005 below that of f32, the scores, and
the hash of the model, for the file means nothing to Quarry beside other weights.
"""

import argparse
import json
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PRECISIONS = ["f32", "bf16", "int8"]
ALLOWED_LOSS = 0.005
METRIC = "ndcg@10"


def evaluate(model, precision, questions, work):
    """The model's hash, and the metric of every ranking and variant."""
    places = ["--index", work / f"index-{precision}", "--output", work / f"result-{precision}"]
    what = ["--javadoc", "held-out", "--questions", questions, "--model", model, "--precision", precision, "--json"]
    command = [str(part) for part in [ROOT / "quarry", "eval", "run", *what, *places]]
    evaluations = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)["evaluations"]
    scores = {
        f"{run['ranking']}, names {evaluation['variant']}": round(run["scores"][METRIC], 4)
        for evaluation in evaluations
        for run in evaluation["runs"]
        if run["ranking"] != "lexical"
    }
    return evaluations[0]["index"]["model"]["hash"], scores


def fastest(scores):
    """The last precision that loses nowhere more than is allowed; what comes after one that does is not asked for."""
    best = PRECISIONS[0]
    for precision in PRECISIONS[1:]:
        if any(scores[PRECISIONS[0]][what] - score > ALLOWED_LOSS for what, score in scores[precision].items()):
            break
        best = precision
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("--questions", type=int, default=400)
    arguments = parser.parse_args()
    scores = {}
    with tempfile.TemporaryDirectory() as work:
        for precision in PRECISIONS:
            model_hash, scores[precision] = evaluate(arguments.model, precision, arguments.questions, pathlib.Path(work))
            print(precision, scores[precision], flush=True)
    result = {
        "model": model_hash,
        "precision": fastest(scores),
        "measured": f"python encoder/parity/measure_precision.py MODEL --questions {arguments.questions}",
        METRIC: scores,
    }
    (arguments.model / "quarry_precision.json").write_text(json.dumps(result, indent=1) + "\n")
    print(f"{result['precision']}, written to {arguments.model / 'quarry_precision.json'}")


if __name__ == "__main__":
    main()
