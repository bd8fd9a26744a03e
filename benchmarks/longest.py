"""Encodes one document of 8,192 tokens in one pass through random weights of ModernBERT-base's shape, and prints the peak of resident memory.

Usage, from the root of the project, in an environment with benchmarks/requirements.txt installed, on Linux:
    python benchmarks/longest.py [--threads N] [--work DIR] [--precision P]...

The exit code is 1 where the peak, the pages of the mapped model file included, is above 1.5 GB.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import sys
import tempfile

import encode

TOKENS = 8192
MOST_BYTES = 1.5e9


def long_model(work):
    """The base shape of the encoding benchmark, reading as many tokens as ModernBERT has positions."""
    base, directory = encode.base_model(work), work / "base-8192"
    if not directory.exists():
        shutil.copytree(base, directory, copy_function=os.link)
        for name in ("config_sentence_transformers.json", "sentence_bert_config.json"):
            settings = json.loads((directory / name).read_text())
            settings.update({key: TOKENS for key in ("document_length", "max_seq_length") if key in settings})
            (directory / name).unlink()
            (directory / name).write_text(json.dumps(settings))
    return directory


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--work", type=pathlib.Path, help="where the model is kept (default: a temporary directory)")
    parser.add_argument("--precision", action="append", choices=["f32", "bf16", "int8"], help="default: all")
    arguments = parser.parse_args()
    peaks = []
    with tempfile.TemporaryDirectory() as temporary:
        work = (arguments.work or pathlib.Path(temporary)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        encode.build(work)
        model, text = long_model(work), work / "long-text.json"
        text.write_text(json.dumps(["return the value of a map " * TOKENS]))
        tokens = encode.token_counts(model, json.loads(text.read_text()))[0]
        assert tokens == TOKENS, tokens
        for precision in arguments.precision or ["f32", "bf16", "int8"]:
            worker = encode.java(work, "dev.quarry.benchmarks.EncodeWorker", model, text, arguments.threads, precision, heap="512m")
            running = encode.Worker(precision, worker)
            seconds, vectors = running.run(1)
            status = pathlib.Path(f"/proc/{running.process.pid}/status").read_text()
            peaks.append(1024 * int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]))
            running.close()
            print(f"{running.description}: {tokens} tokens, {vectors} vectors, {seconds:.1f} s, peak {peaks[-1] / 1e6:.0f} MB", flush=True)
    sys.exit(1 if max(peaks) > MOST_BYTES else 0)


if __name__ == "__main__":
    main()
