"""Writes tiny random models and the vectors that PyLate computes with them: the golden files of Quarry's parity tests.

Usage: python encoder/parity/make_golden.py encoder/src/test/resources/golden
"""

import json
import pathlib
import sys

import torch
from safetensors.torch import save_file

import random_models

TINY = {
    "vocabulary": 160,
    "hidden": 36,
    "heads": 3,
    "intermediate": 40,
    "layers": "gllg",
    "window": 5,
    "thetas": (160000.0, 10000.0),
}
IDENTITY = "torch.nn.modules.linear.Identity"
ONE_DENSE = [{"out_features": 16, "bias": False, "activation_function": IDENTITY}]
COLBERT = {
    "query_prefix": "[Q] ",
    "document_prefix": "[D] ",
    "query_length": 24,
    "document_length": 60,
    "similarity_fn_name": "MaxSim",
    "prompts": {},
    "default_prompt_name": None,
}

MODELS = {
    # Expansion on by default, the default skip list, expansion tokens unseen even from where the window shows nothing else.
    "plain": dict(shape=TINY, dense=ONE_DENSE, colbert=COLBERT | {"attend_to_expansion_tokens": False}),
    # The newer dialect with an uneven pattern of layers, f16, prefixed tensors, expansion tokens seen, a skip list of its own.
    "attend": dict(
        shape=TINY | {"layers": "lgll", "thetas": (80000.0, 1000.0)},
        dense=ONE_DENSE,
        colbert=COLBERT
        | {"do_query_expansion": True, "attend_to_expansion_tokens": True, "skiplist_words": ["(", ")", "the", "no such word"]},
        dtype=torch.float16,
        newer_dialect=True,
        tensor_prefix="model.",
    ),
    # A chain of projections, bf16, no expansion, a tokenizer that splits and lower-cases, nothing skipped.
    "chain": dict(
        shape=TINY,
        dense=[
            {"out_features": 52, "bias": True, "activation_function": "torch.nn.modules.activation.GELU", "use_residual": True},
            {"out_features": 52, "bias": False, "activation_function": "torch.nn.modules.activation.Tanh", "use_residual": True},
            {"out_features": 20, "bias": True, "activation_function": IDENTITY, "use_residual": False},
        ],
        colbert=COLBERT | {"do_query_expansion": False, "skiplist_words": []},
        dtype=torch.bfloat16,
        lower_case_tokenizer=True,
    ),
    # Text lower-cased before the tokenizer, no prefixes, other activations.
    "cased": dict(
        shape=TINY | {"layers": "gl"},
        dense=[
            {"out_features": 33, "bias": True, "activation_function": "torch.nn.modules.activation.ReLU", "use_residual": False},
            {"out_features": 7, "bias": False, "activation_function": "torch.nn.modules.activation.Sigmoid", "use_residual": True},
        ],
        colbert=COLBERT | {"query_prefix": "", "document_prefix": "", "do_query_expansion": False},
        lower_case_text=True,
    ),
}

QUERIES = [
    "parse a date",
    "How to read the file line by line and close the stream? if not null return",
    "get " * 40,
    "",
]
DOCUMENTS = [
    "public static int sum(List list) { return 0; }",
    "x",
    "  \t retry HTTPRequest 3 times; // the 中文 😀 é file\n\u00a0",
    "   ",
    "class Tree { Node find(Key key) throws Error { while (node != null) node = node.next; } }",
    "map.put(key, value); " * 20,
    "İ READ İstanbul Σ file [MASK] the [SEP] end 😀😀 get",
    "getMaxOf(a, b)",
]


def golden(model):
    """Ids, spans and vectors of every text, each text encoded on its own."""
    cases, tensors = [], {}
    for is_query, texts in ((True, QUERIES), (False, DOCUMENTS)):
        for text in texts:
            ids = model.tokenize([text], is_query=is_query)["input_ids"][0]
            spans = token_spans(model, text, is_query, ids.shape[0])
            vectors = torch.from_numpy(model.encode([text], is_query=is_query, show_progress_bar=False)[0])
            if not is_query:
                kept = model.skiplist_mask(ids[None], model.skiplist)[0]
                ids, spans = ids[kept], [span for span, keep in zip(spans, kept.tolist()) if keep]
            assert vectors.shape[0] == ids.shape[0] == len(spans)
            tensors[f"case.{len(cases)}"] = vectors.contiguous()
            cases.append({"query": is_query, "text": text, "ids": ids.tolist(), "spans": spans})
    return cases, tensors


def token_spans(model, text, is_query, tokens):
    """For each token its place in the text, in UTF-16 units, as the tokenizer tells it; [0, 0] for tokens that the text does not have."""
    stripped = text.strip()
    lowered = stripped.lower() if model[0].do_lower_case else stripped
    before = text.index(stripped)
    place = [before + i for i, c in enumerate(stripped) for _ in (c.lower() if model[0].do_lower_case else c)]
    place.append(before + len(stripped))
    assert len(place) == len(lowered) + 1
    units = [0]
    for c in text:
        units.append(units[-1] + len(c.encode("utf-16-le")) // 2)
    tokenizer = model.tokenizer.backend_tokenizer
    tokenizer.no_truncation()
    tokenizer.no_padding()
    encoding = tokenizer.encode(lowered)
    content = [span for span, special in zip(encoding.offsets, encoding.special_tokens_mask) if not special]
    room = model[0].max_seq_length - 2
    prefixed = model.query_prefix_id if is_query else model.document_prefix_id
    spans = [[0, 0]] * (1 if prefixed is None else 2)
    spans += [[units[place[a]], units[place[b]]] for a, b in content[:room]]
    return spans + [[0, 0]] * (tokens - len(spans))


def main(target):
    target = pathlib.Path(target)
    for seed, (name, description) in enumerate(MODELS.items()):
        directory = target / name
        random_models.write_model(directory, seed=seed, **description)
        model = random_models.load(directory)
        cases, tensors = golden(model)
        save_file(tensors, directory / "golden.safetensors")
        lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
        (directory / "golden.json").write_text(f"[{lines}]\n", encoding="utf-8")
        print(name, len(cases), "texts,", sum(t.shape[0] for t in tensors.values()), "vectors")


if __name__ == "__main__":
    main(sys.argv[1])
