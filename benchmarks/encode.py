"""Encodes the same code units with Quarry, PyLate and ONNX Runtime, turn by turn in one run, and prints tokens per second.

Usage, from the root of the project, in an environment with benchmarks/requirements.txt installed:
    python benchmarks/encode.py [--shape edge|base]... [--units N] [--base-every N] [--repetitions N] [--threads N] [--work DIR]

The units are taken at even distances out of a pinned sources jar; the models are quarry-edge and a random one of the base shape with the same
tokenizer, so every system sees the same weights and the same token ids. Tokens are counted without padding. Every system has its own
process, which waits while the others compute. Medians go into docs/performance.md.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "encoder" / "parity"))
EDGE = ROOT / "encoder" / "models" / "quarry-edge"
SOURCE = "maven:org.apache.lucene:lucene-core:10.5.1"
SYSTEMS = ["quarry f32", "quarry bf16", "quarry int8", "pylate f32", "pylate bf16", "onnxruntime f32", "onnxruntime int8"]
OURS = "quarry int8"
BATCH = 32
MODULES = ["benchmarks", "encoder", "indexer", "late-interaction"]


def java(work, main, *arguments, heap="3g"):
    """The command line of one of the module's programs."""
    classpath = work / "classpath.txt"
    path = os.pathsep.join([str(ROOT / module / "target" / "classes") for module in MODULES] + [classpath.read_text()])
    options = f"-Xmx{heap} -XX:+UseParallelGC --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
    script = '. "$0"; find_jdk 25; exec "$JAVA_HOME/bin/java" "$@"'
    return ["bash", "-c", script, str(ROOT / "cli/launcher/find-jdk.sh"), *options.split(), "-cp", path, main, *map(str, arguments)]


def build(work):
    goals = ["compile", "dependency:build-classpath", f"-Dmdep.outputFile={work / 'classpath.txt'}", "-pl", "benchmarks", "-am"]
    subprocess.run([str(ROOT / "build"), "-q", "-B", "-ntp", *goals], check=True)


def base_model(work):
    """Random weights of ModernBERT-base's shape under quarry-edge's tokenizer."""
    directory = work / "base"
    if not directory.exists():
        import check_base
        import random_models

        colbert = json.loads((EDGE / "config_sentence_transformers.json").read_text())
        random_models.write_model(directory, check_base.BASE, check_base.BASE_DENSE, colbert, seed=0)
        for name in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "sentence_bert_config.json"):
            shutil.copy(EDGE / name, directory / name)
    return directory


def token_counts(model, texts):
    """Tokens of each text that go through the transformer: the tokenizer's and one prefix, cut off at the model's length."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.no_truncation()
    length = json.loads((model / "config_sentence_transformers.json").read_text())["document_length"]
    return [min(len(encoding.ids) + 1, length) for encoding in tokenizer.encode_batch(texts)]


def operations(model):
    """Floating-point operations of the linear layers for one token, and the widths."""
    config = json.loads((model / "config.json").read_text())
    hidden, intermediate = config["hidden_size"], config["intermediate_size"]
    layer = 2 * (3 * hidden * hidden + hidden * hidden + 2 * intermediate * hidden + intermediate * hidden)
    dense = 0
    for folder in sorted(model.glob("*_Dense")):
        shape = json.loads((folder / "config.json").read_text())
        dense += 2 * shape["in_features"] * shape["out_features"]
    return config["num_hidden_layers"] * layer + dense, hidden, intermediate


class Worker:
    """A process that encodes the first N texts whenever it gets a number N."""

    def __init__(self, name, command):
        self.name = name
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.description = self.process.stdout.readline().strip()
        if not self.description:
            raise SystemExit(f"{name}: its process ended; run it alone to see why: {' '.join(command)}")

    def run(self, count):
        self.process.stdin.write(f"{count}\n")
        self.process.stdin.flush()
        seconds, _, vectors = self.process.stdout.readline().split()
        return float(seconds), int(vectors)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def command(system, model, texts, work, threads):
    program, precision = system.split()
    if program == "quarry":
        return java(work, "dev.quarry.benchmarks.EncodeWorker", model, texts, threads, precision)
    return [sys.executable, str(ROOT / "benchmarks" / "encode_worker.py"), program, precision, str(model), str(texts), str(threads), str(work)]


def gemm_rate(model, work, threads):
    _, hidden, intermediate = operations(model)
    output = subprocess.run(
        java(work, "dev.quarry.encoder.cpu.onednn.GemmRate", threads, "int8", hidden, intermediate), check=True, capture_output=True, text=True
    )
    return float(output.stdout)


def unit_texts(model, units, every, work):
    """
    The texts to encode and their number of tokens. Where only every n-th batch is taken, it is of the units sorted by length, as the systems that
    pad make their batches: the share of padding stays that of all units.
    """
    all_units = work / f"units-{units}.json"
    if not all_units.exists():
        subprocess.run(java(work, "dev.quarry.benchmarks.UnitTexts", SOURCE, units, all_units), check=True, stderr=subprocess.DEVNULL)
    texts = json.loads(all_units.read_text())
    counts = token_counts(model, texts)
    if every > 1:
        order = sorted(range(len(texts)), key=lambda i: counts[i])
        chosen = sorted(i for first in range(0, len(order), BATCH * every) for i in order[first : first + BATCH])
        texts, counts = [texts[i] for i in chosen], [counts[i] for i in chosen]
    return texts, sum(counts)


def measure(shape, model, every, arguments, work):
    texts, tokens = unit_texts(model, arguments.units, every, work)
    file = work / f"texts-{shape}.json"
    file.write_text(json.dumps(texts))
    print(f"\n{shape}: {len(texts)} units of {SOURCE}, {tokens} tokens, {arguments.threads} threads", flush=True)
    workers = [Worker(system, command(system, model, file, work, arguments.threads)) for system in arguments.system or SYSTEMS]
    for worker in workers:
        print(f"  {worker.name}: {worker.description}", flush=True)
    # Before anything is timed, a JIT compiler wants to see some work, the others only their first batches.
    for worker in workers:
        worker.run(len(texts) if worker.name.startswith("quarry") else min(len(texts), BATCH))
    vectors = {}
    rates = {worker.name: [] for worker in workers}
    own = []
    for repetition in range(arguments.repetitions):
        own.append(gemm_rate(model, work, arguments.threads))
        for worker in workers:
            seconds, vectors[worker.name] = worker.run(len(texts))
            rates[worker.name].append(tokens / seconds)
            print(f"  {repetition + 1}: {worker.name} {seconds:.2f} s, {tokens / seconds:.0f} tokens/s", flush=True)
    for worker in workers:
        worker.close()
    kept = {name: count for name, count in vectors.items() if not name.startswith("onnxruntime")}
    assert len(set(kept.values())) <= 1, f"systems kept different numbers of vectors: {kept}"
    table(shape, model, rates, statistics.median(own))


def table(shape, model, rates, own):
    medians = {name: statistics.median(values) for name, values in rates.items()}
    print(f"\n| {shape} | tokens/s (median) | all | {OURS} is so many times as fast |\n|---|---:|---|---:|")
    for name, median in medians.items():
        every = " ".join(f"{value:.0f}" for value in rates[name])
        ratio = f"{medians[OURS] / median:.2f}" if OURS in medians else ""
        print(f"| {name} | {median:.0f} | {every} | {ratio} |")
    if OURS in medians:
        reached = medians[OURS] * operations(model)[0] / 1e9
        print(f"\n{OURS} does {reached:.0f} GFLOP/s in its linear layers, end to end; oneDNN alone does {own:.0f} on them: {reached / own:.0%}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shape", action="append", choices=["edge", "base"], help="default: both")
    parser.add_argument("--system", action="append", choices=SYSTEMS, help="default: all")
    parser.add_argument("--units", type=int, default=2000)
    parser.add_argument("--base-every", type=int, default=12, help="of the base shape, which takes some 50 times as long, only every n-th batch")
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--work", type=pathlib.Path, help="where models and units are kept (default: a temporary directory)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = (arguments.work or pathlib.Path(temporary)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        build(work)
        for shape in arguments.shape or ["edge", "base"]:
            model, every = (EDGE, 1) if shape == "edge" else (base_model(work), arguments.base_every)
            measure(shape, model, every, arguments, work)


if __name__ == "__main__":
    main()
