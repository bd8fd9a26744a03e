import gzip
import json

import numpy as np
import pytest

from quarry_training import pairs as pair_files
from quarry_training import posts as post_texts
from quarry_training.pairs import PairSet
from quarry_training.novel import NovelWords
from quarry_training.posts import PostConfig, Posts
from quarry_training.sampler import Sampler, SamplingConfig, SpecialIds

SPECIAL = SpecialIds(cls=2, sep=3, query=5, document=6)
NOTHING = np.zeros(0, np.uint16)


def ids(learned, text):
    return np.array(learned.encode(text, add_special_tokens=False).ids, np.uint16)


def test_a_choice_within_a_choice_is_made_too():
    random = np.random.default_rng(0)
    made = {post_texts.varied(random, "{a|b {c|d}} e") for _ in range(50)}
    assert made == {"a e", "b c e", "b d e"}


def test_every_group_of_synonyms_has_at_least_two_words():
    groups = [line.split(",") for line in post_texts.lines("synonyms.txt")]
    assert [group for group in groups if len(group) < 2 or not all(word.strip() for word in group)] == []


def test_rewording_keeps_the_other_words_in_their_order(learned):
    posts = Posts(learned, PostConfig(synonym_share=1.0))
    posts.synonyms = {int(ids(learned, "file")[0]): [ids(learned, "path"), ids(learned, "path sum")]}
    random = np.random.default_rng(1)
    made = {learned.decode(posts.reworded(random, ids(learned, "total file extension")).tolist()) for _ in range(40)}
    assert made == {"total file extension", "total path extension", "total path sum extension"}


def test_a_post_begins_with_its_title_and_adds_what_belongs_to_it(learned):
    posts = Posts(learned, PostConfig(phrase_share=0.0, code_share=1.0, aside_share=0.0))
    title, more, code = (ids(learned, text) for text in ("file extension", "lower case", "client client client"))
    random = np.random.default_rng(0)
    made = [posts.composed(random, title, [more], code, NOTHING) for _ in range(40)]
    assert all(np.array_equal(post[: len(title)], title) for post in made)
    assert {len(post) for post in made} == {len(title) + len(code), len(title) + len(code) + len(more)}


def test_a_written_post_loses_sentences_but_never_its_first(learned):
    posts = Posts(learned, PostConfig(dropped_share=1.0))
    assert posts.sentence_ends.all()
    written = ids(learned, "file extension? lower case. total sum")
    assert learned.decode(posts.thinned(np.random.default_rng(0), written).tolist()) == learned.decode(
        ids(learned, "file extension?").tolist()
    )


@pytest.mark.parametrize("kind", ["name", "asked"])
def test_a_document_that_shows_its_javadoc_is_never_asked_for_by_it(learned, tmp_path, kind):
    file = tmp_path / "train-00.jsonl.gz"
    with gzip.open(file, "wt", encoding="utf-8") as out:
        for number in range(80):
            summary = number % 2 == 0
            line = {
                "kind": "summary" if summary else kind,
                "query": "quaternion " + "sum " * (number // 2) if summary else f"total {number}",
                "header": "lib",
                "code": f"void m() {{ path{number // 2}; }}",
                "name": "m",
                "unit": f"lib/A.java#A.m{number // 2:03}",
                "group": "g:lib",
            }
            out.write(json.dumps(line) + "\n")
    prepared = pair_files.prepare([file], learned, 256, 2048)
    config = SamplingConfig(
        {"summary": 1.0, kind: 1.0}, javadoc_share=1.0, sibling_share=1.0, post_share=1.0, neighbours=4
    )
    posts = Posts(learned, PostConfig(phrase_share=0.0, code_share=0.0, aside_share=0.0))
    batch = Sampler(prepared, posts, NovelWords(learned, prepared.idf), config, SPECIAL, 0).batch(0, 32)
    said = int(ids(learned, "quaternion")[0])
    shown = [row for row, document in enumerate(batch.documents) if said in document]
    asked_by_summary = {int(row) for query, row in zip(batch.queries, batch.positives) if said in query}
    assert shown and asked_by_summary and not asked_by_summary & set(shown)
