"""Compares Quarry with PyLate on models of real size: random ones of the base and the edge shape, or a directory that is at hand.

Usage, from the root of the project, after ./build test-compile -pl encoder:
    python encoder/parity/check_base.py [--work DIR] [--threads N] [--precision f32|bf16|int8] [--model DIR] [NAME...]

NAME is one of the models below (default: all). Prints the worst and the mean cosine and the largest difference of every kind of text. The exit code
is 1 where, in f32, a cosine is below 0.9999 or a difference above 1e-3; in bf16, a cosine is below 0.999; in int8, a mean is below 0.99.
"""

import argparse
import json
import os
import pathlib
import random
import struct
import subprocess
import sys
import tempfile
import time

import numpy
import torch

import random_models

ROOT = pathlib.Path(__file__).resolve().parents[2]
BASE = {
    "vocabulary": 50368,
    "hidden": 768,
    "heads": 12,
    "intermediate": 1152,
    "layers": "gll" * 7 + "g",
    "window": 64,
    "thetas": (160000.0, 10000.0),
}
EDGE = BASE | {"hidden": 256, "heads": 4, "intermediate": 384, "layers": "gllgllg"}
IDENTITY = "torch.nn.modules.linear.Identity"
BASE_DENSE = [{"out_features": 128, "bias": False, "activation_function": IDENTITY}]
EDGE_DENSE = [
    {"out_features": 512, "bias": False, "activation_function": IDENTITY, "use_residual": True},
    {"out_features": 48, "bias": False, "activation_function": IDENTITY, "use_residual": False},
]
COLBERT = {"query_prefix": "[Q] ", "document_prefix": "[D] ", "query_length": 256, "document_length": 8192}
MODELS = {
    "base": dict(shape=BASE, dense=BASE_DENSE),
    "base-f16": dict(shape=BASE, dense=BASE_DENSE, dtype=torch.float16, newer_dialect=True),
    "base-bf16": dict(shape=BASE, dense=BASE_DENSE, dtype=torch.bfloat16, tensor_prefix="model."),
    "edge": dict(shape=EDGE, dense=EDGE_DENSE, lower_case_tokenizer=True),
    "edge-f16": dict(shape=EDGE, dense=EDGE_DENSE, dtype=torch.float16),
    "edge-bf16": dict(shape=EDGE, dense=EDGE_DENSE, dtype=torch.bfloat16, newer_dialect=True),
}


def texts(longest):
    """Kind → list of (is_query, text): short ones, a mixed pack of 64, one as long as the model allows."""
    rng = random.Random(7)

    def words(count):
        return " ".join(rng.choice(random_models.WORDS + random_models.PUNCTUATION[:8]) for _ in range(count))

    return {
        "query, expanded": [(True, words(9))],
        "short": [(False, words(12))],
        "mixed pack of 64": [(False, words(int(3 * 200 ** rng.random()))) for _ in range(64)],
        f"{longest} tokens": [(False, words(longest + 10))],
    }


def quarry(directory, items, threads, precision, work):
    """Vectors of every text, computed by Quarry; queries must come first."""
    source, target, classpath = work / "texts.json", work / "vectors.bin", work / "classpath.txt"
    source.write_text(json.dumps([{"query": query, "text": text} for query, text in items]))
    if not classpath.exists():
        subprocess.run(
            [str(ROOT / "build"), "-q", "-B", "dependency:build-classpath", f"-Dmdep.outputFile={classpath}", "-pl", "encoder"],
            check=True,
        )
    classes = ROOT / "encoder" / "target"
    path = os.pathsep.join([str(classes / "test-classes"), str(classes / "classes"), classpath.read_text()])
    java = '. "$0"; find_jdk 25; exec "$JAVA_HOME/bin/java" "$@"'
    options = ["-Xmx4g", "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-cp", path]
    main = ["dev.quarry.encoder.EncodeFile", str(directory), str(source), str(target), str(threads), precision]
    subprocess.run(["bash", "-c", java, str(ROOT / "cli/launcher/find-jdk.sh"), *options, *main], check=True)
    with open(target, "rb") as file:
        return [read_matrix(file) for _ in items]


def read_matrix(file):
    rows, columns = struct.unpack(">ii", file.read(8))
    return numpy.frombuffer(file.read(4 * rows * columns), dtype=">f4").reshape(rows, columns)


def reference(directory, items):
    model = random_models.load(directory)
    start = time.time()
    vectors = [model.encode([text], is_query=query, show_progress_bar=False)[0] for query, text in items]
    print(f"  PyLate: {time.time() - start:.1f} s one by one", flush=True)
    return vectors


def is_close(precision, worst, mean, difference):
    return {"f32": worst >= 0.9999 and difference <= 1e-3, "bf16": worst >= 0.999, "int8": mean >= 0.99}[precision]


def compare(name, directory, threads, precision, work):
    longest = json.loads((directory / "config_sentence_transformers.json").read_text())["document_length"]
    kinds = texts(longest)
    items = [item for group in kinds.values() for item in group]
    print(name, flush=True)
    actual = quarry(directory, items, threads, precision, work)
    expected = reference(directory, items)
    passed, at = True, 0
    for kind, group in kinds.items():
        cosines, difference = [], 0.0
        for a, e in zip(actual[at : at + len(group)], expected[at : at + len(group)]):
            assert a.shape == e.shape, (kind, a.shape, e.shape)
            cosines.append((a.astype(float) * e.astype(float)).sum(axis=1))
            difference = max(difference, float(abs(a - e).max()))
        at += len(group)
        cosines = numpy.concatenate(cosines)
        worst, mean = cosines.min(), cosines.mean()
        passed &= is_close(precision, worst, mean, difference)
        print(f"  {kind}: {len(cosines)} vectors, cosine at worst {worst:.7f}, in the mean {mean:.7f}, largest difference {difference:.2e}", flush=True)
    return passed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=pathlib.Path, help="where random models are kept (default: a temporary directory)")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--precision", choices=["f32", "bf16", "int8"], default="f32", help="what Quarry multiplies in; PyLate has f32")
    parser.add_argument("--model", type=pathlib.Path, help="compare with this model directory instead of random ones")
    parser.add_argument("names", nargs="*", metavar="NAME")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = arguments.work or pathlib.Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        if arguments.model:
            sys.exit(0 if compare(arguments.model.name, arguments.model, arguments.threads, arguments.precision, work) else 1)
        results = []
        for seed, name in enumerate(MODELS):
            if name in (arguments.names or MODELS):
                if not (work / name).exists():
                    random_models.write_model(work / name, colbert=COLBERT, seed=seed, **MODELS[name])
                results.append(compare(name, work / name, arguments.threads, arguments.precision, work))
        sys.exit(0 if results and all(results) else 1)


if __name__ == "__main__":
    main()
