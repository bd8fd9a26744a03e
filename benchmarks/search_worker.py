"""Searches a vector set with fast-plaid on the CPU: search_worker.py SET WORK UNITS BITS [nprobe/full_scores]...

The questions and their exact answers are those of WORK/exact-UNITS.i32, which SearchQuality wrote. Token weights are multiplied into the
vectors of a question, which gives the same MaxSim. Prints recall, median, 95th percentile and questions per second on two threads.
"""

import concurrent.futures
import pathlib
import sys
import time

import numpy as np
import torch
from fast_plaid import search

DIMENSION, DEPTH, WARM_UP, ROUNDS, THREADS = 64, 100, 1, 2, 2


def texts(directory, name, count=None):
    """Where the vectors of each text begin and end, and all vectors."""
    ends = np.cumsum(np.fromfile(directory / f"{name}.tokens.i32", dtype="<i4"))
    ends = ends[:count]
    values = np.memmap(directory / f"{name}.f32", dtype="<f4", mode="r").reshape(-1, DIMENSION)
    return np.concatenate([[0], ends]), values


def max_sim(question, document):
    """The sum over the question's tokens of their best products."""
    return float((question @ document.T).max(axis=1).sum())


def main():
    directory, work, units, bits = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    torch.set_num_threads(THREADS)
    index = work / f"fast-plaid-{units}-{bits}"
    engine = search.FastPlaid(index=str(index), device="cpu")
    bounds, documents = texts(directory, "documents", units)
    tokens = int(bounds[-1])
    if not (index / "metadata.json").exists():
        start = time.perf_counter()
        engine.create([torch.from_numpy(documents[a:b].astype(np.float16)) for a, b in zip(bounds, bounds[1:])], nbits=bits)
        print(f"fast-plaid {bits} bits: {units:,} units indexed in {time.perf_counter() - start:.0f} s")
    stored = sum(file.stat().st_size for file in index.rglob("*") if file.is_file())
    exact = np.fromfile(work / f"exact-{units}.i32", dtype="<i4").reshape(-1, 1 + DEPTH)
    offsets, values = texts(directory, "questions")
    weights = np.fromfile(directory / "questions.weights.f32", dtype="<f4")
    questions = []
    for number in exact[:, 0]:
        rows = slice(offsets[number], offsets[number + 1])
        questions.append(torch.from_numpy(values[rows] * weights[rows, None]).unsqueeze(0))
    for setting in sys.argv[5:]:
        probes, full = map(int, setting.split("/"))

        def ask(i, top_k=10):
            return engine.search(questions[i], top_k=top_k, n_full_scores=full, n_ivf_probe=probes, show_progress=False)[0]

        recalls = np.zeros(2)
        for i, row in enumerate(exact):
            found = [document for document, _ in ask(i, DEPTH)]
            scores = {d: max_sim(questions[i][0].numpy(), documents[bounds[d] : bounds[d + 1]]) for d in {*found, row[10], row[100]}}
            # Equal units are many, and any of them will do; what is left is rounding.
            recalls += [sum(scores[d] >= scores[row[k]] - 1e-5 for d in found[:k]) / k for k in (10, 100)]
        times = []
        for turn in range(-WARM_UP, ROUNDS):
            for i in range(len(questions)):
                start = time.perf_counter()
                ask(i)
                if turn >= 0:
                    times.append(1e3 * (time.perf_counter() - start))
        start = time.perf_counter()
        with concurrent.futures.ThreadPoolExecutor(THREADS) as clients:
            list(clients.map(ask, list(range(len(questions))) * ROUNDS))
        rate = ROUNDS * len(questions) / (time.perf_counter() - start)
        r10, r100 = recalls / len(exact)
        print(
            f"fast-plaid {bits} bits, nprobe {probes}, {full:,} scored: recall@10 {r10:.4f}  recall@100 {r100:.4f}  "
            f"p50 {np.percentile(times, 50):.2f} ms  p95 {np.percentile(times, 95):.2f} ms  {rate:.0f} questions/s on {THREADS} threads",
            flush=True,
        )
    resident = next(line for line in pathlib.Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    print(f"  {int(resident.split()[1]) // 1024} MiB resident, {stored / tokens:.1f} bytes a token")


if __name__ == "__main__":
    main()
