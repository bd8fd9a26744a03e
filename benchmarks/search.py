"""Measures the late-interaction engine beside fast-plaid and Lucene's own rescorer on the same vectors, in one run.

Usage, from the root of the project, in an environment with benchmarks/requirements-search.txt installed:
    python benchmarks/search.py --work DIR [--units N]... [--questions N] [--bits BITS[/POOLING]]... [--no-quality] [--no-speed]

The vectors are those that the bundled model gives the methods of the held-out libraries, whose Javadoc sentences are the questions, and then
the units of pinned sources jars. They are encoded once into DIR, some GiB; so are the indexes. What is printed goes into docs/performance.md.
"""

import argparse
import pathlib
import subprocess
import sys

from encode import EDGE, ROOT, build, java

SOURCES = [
    "maven:org.apache.lucene:lucene-core:10.5.1",
    "maven:org.apache.calcite:calcite-core:1.37.0",
    "maven:org.hibernate.orm:hibernate-core:6.5.2.Final",
]
ENCODED = 100_000
PLAID_SETTINGS = ["8/4096", "16/4096", "32/4096", "32/8192"]


def run(*command):
    subprocess.run(command, check=True, cwd=ROOT)


def program(work, name, *arguments):
    run(*java(work, f"dev.quarry.benchmarks.{name}", *arguments))


def encode(work):
    vectors = work / "vectors"
    if not vectors.exists():
        part = work / "vectors.part"
        program(work, "EncodeVectorSet", EDGE, part, ENCODED, *SOURCES)
        part.rename(vectors)
    return vectors


def speed(work, vectors, units, questions):
    program(work, "SearchSpeed", vectors, work, units, questions, EDGE)
    worker = ROOT / "benchmarks" / "search_worker.py"
    run(sys.executable, str(worker), str(vectors), str(work), str(units), "4", *PLAID_SETTINGS)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=pathlib.Path, required=True, help="where vectors and indexes are kept")
    parser.add_argument("--units", type=int, action="append", help="default: 10000 and 100000")
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--bits", action="append", help="default: 2, 4 and 8, and 8 with two tokens pooled to one")
    parser.add_argument("--no-quality", action="store_true")
    parser.add_argument("--no-speed", action="store_true")
    arguments = parser.parse_args()
    work = arguments.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    build(work)
    vectors = encode(work)
    for units in arguments.units or [10_000, ENCODED]:
        if not arguments.no_quality:
            program(work, "SearchQuality", vectors, work, units, arguments.questions, *arguments.bits or ["2", "4", "8", "8/2"])
        if not arguments.no_speed:
            speed(work, vectors, units, arguments.questions)


if __name__ == "__main__":
    main()
