"""Makes qrels.txt and run.txt at random, with ties and unjudged documents, and has trec_eval judge them: expected.tsv.

Needs pytrec-eval-terrier 0.5.7 or newer (trec_eval's own C code): python expected.py
"""

import random

import pytrec_eval

CUTS = (1, 3, 5, 10, 100)


def main():
    choice = random.Random(20)
    qrels, run = {}, {}
    for q in range(24):
        query = f"q{q}"
        documents = [f"d{i}" for i in range(choice.choice((8, 40, 150)))]
        judged = choice.sample(documents, len(documents) // 2)
        grades = {d: choice.choice((0, 0, 0, 1, 1, 2, 3, -1)) for d in judged}
        grades["never-retrieved"] = choice.choice((0, 1, 2))
        if q == 7:
            grades = {d: 0 for d in grades}
        qrels[query] = grades
        levels = choice.choice((2, 6, 10_000))
        retrieved = choice.sample(documents, choice.randint(1, len(documents)))
        run[query] = {d: choice.randint(0, levels) / levels * choice.choice((1, -1)) for d in retrieved}
        if q == 3:
            # Equal as floats, different as doubles: trec_eval keeps floats, so that these tie.
            run[query] = {d: 0.5 + i * 1e-10 for i, d in enumerate(retrieved)}
    with open("qrels.txt", "w") as out:
        for query, grades in qrels.items():
            out.writelines(f"{query} 0 {d} {g}\n" for d, g in grades.items())
    with open("run.txt", "w") as out:
        for query, scores in run.items():
            out.writelines(f"{query} Q0 {d} {i} {s!r} random\n" for i, (d, s) in enumerate(scores.items()))
    cuts = ",".join(str(k) for k in CUTS)
    measures = {"map", "recip_rank", f"ndcg_cut.{cuts}", f"recall.{cuts}", f"P.{cuts}"}
    scores = pytrec_eval.RelevanceEvaluator(qrels, measures).evaluate(run)
    names = {"map": "map", "recip_rank": "mrr"}
    names.update({f"ndcg_cut_{k}": f"ndcg@{k}" for k in CUTS})
    names.update({f"recall_{k}": f"recall@{k}" for k in CUTS})
    names.update({f"P_{k}": f"precision@{k}" for k in CUTS})
    with open("expected.tsv", "w") as out:
        for query in sorted(scores):
            out.writelines(f"{query}\t{names[m]}\t{v!r}\n" for m, v in sorted(scores[query].items()))


if __name__ == "__main__":
    main()
