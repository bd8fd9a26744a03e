"""Random ModernBERT-ColBERT models in PyLate layout, for comparing Quarry with the reference implementations."""

import json
import pathlib

import torch
from safetensors.torch import save_file

WORDS = (
    "get set add remove put find read write open close file line map list key value index of the a to in is not null string int "
    "for if else return new class public static void final this while try catch throw error retry count size sum max min parse "
    "format date time zone http request response header body json stream buffer byte char lock thread pool queue stack tree node"
).split()
PUNCTUATION = list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[Q] ", "[D] "]


def tokenizer_json(lower_case, vocabulary_size):
    """A word-level tokenizer; with lower_case it splits and lower-cases identifiers, else it splits at spaces and punctuation."""
    vocabulary = SPECIALS + PUNCTUATION + WORDS + [str(digit) for digit in range(10)]
    if not lower_case:
        vocabulary += [word.capitalize() for word in WORDS[:20]] + ["中", "文", "😀", "é"]
    vocabulary = (vocabulary + [f"[unused{i}]" for i in range(vocabulary_size)])[:vocabulary_size]
    split_words = {"Regex": "(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-zA-Z])(?=[0-9])"}
    return {
        "version": "1.0",
        "truncation": {"max_length": 6, "strategy": "LongestFirst", "stride": 0, "direction": "Right"} if lower_case else None,
        "padding": None,
        "added_tokens": [
            dict(id=i, content=token, single_word=False, lstrip=False, rstrip=False, normalized=False, special=True)
            for i, token in enumerate(SPECIALS)
        ],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [{"type": "Replace", "pattern": split_words, "content": " "}] + [{"type": "Lowercase"}] * lower_case,
        },
        "pre_tokenizer": {"type": "Split", "pattern": {"Regex": "[A-Za-z0-9]+|[^\\sA-Za-z0-9]"}, "behavior": "Removed", "invert": True},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [
                {"SpecialToken": {"id": "[CLS]", "type_id": 0}},
                {"Sequence": {"id": "A", "type_id": 0}},
                {"SpecialToken": {"id": "[SEP]", "type_id": 0}},
            ],
            "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
            "special_tokens": {
                token: {"id": token, "ids": [SPECIALS.index(token)], "tokens": [token]} for token in ("[CLS]", "[SEP]")
            },
        },
        "decoder": None,
        "model": {"type": "WordLevel", "vocab": {token: i for i, token in enumerate(vocabulary)}, "unk_token": "[UNK]"},
    }


def encoder_config(shape, newer_dialect):
    """config.json in the flat or the newer dialect, from one description of the shape."""
    config = {
        "architectures": ["ModernBertModel"],
        "model_type": "modernbert",
        "vocab_size": shape["vocabulary"],
        "hidden_size": shape["hidden"],
        "num_hidden_layers": len(shape["layers"]),
        "num_attention_heads": shape["heads"],
        "intermediate_size": shape["intermediate"],
        "max_position_embeddings": shape.get("positions", 8192),
        "local_attention": 2 * shape["window"],
        "norm_eps": 1e-05,
        "hidden_activation": "gelu",
        "pad_token_id": 0,
        "cls_token_id": 2,
        "sep_token_id": 3,
        "bos_token_id": 2,
        "eos_token_id": 3,
    }
    if newer_dialect:
        config["layer_types"] = [{"g": "full_attention", "l": "sliding_attention"}[kind] for kind in shape["layers"]]
        config["rope_parameters"] = {
            "full_attention": {"rope_type": "default", "rope_theta": shape["thetas"][0]},
            "sliding_attention": {"rope_type": "default", "rope_theta": shape["thetas"][1]},
        }
    else:
        every = next((i for i, kind in enumerate(shape["layers"]) if i and kind == "g"), len(shape["layers"]))
        assert shape["layers"] == "".join("g" if i % every == 0 else "l" for i in range(len(shape["layers"])))
        config["global_attn_every_n_layers"] = every
        config["global_rope_theta"], config["local_rope_theta"] = shape["thetas"]
    return config


def encoder_tensors(shape, generator):
    """Random tensors large enough that attention and gates are far from uniform."""

    def matrix(out, width, gain=1.0):
        return torch.randn(out, width, generator=generator) * gain * width**-0.5

    def norm():
        return 1 + 0.2 * torch.randn(shape["hidden"], generator=generator)

    hidden, intermediate = shape["hidden"], shape["intermediate"]
    tensors = {
        "embeddings.tok_embeddings.weight": torch.randn(shape["vocabulary"], hidden, generator=generator),
        "embeddings.norm.weight": norm(),
        "final_norm.weight": norm(),
    }
    for i in range(len(shape["layers"])):
        layer = f"layers.{i}."
        if i:
            tensors[layer + "attn_norm.weight"] = norm()
        tensors[layer + "attn.Wqkv.weight"] = matrix(3 * hidden, hidden, 1.3)
        tensors[layer + "attn.Wo.weight"] = matrix(hidden, hidden)
        tensors[layer + "mlp_norm.weight"] = norm()
        tensors[layer + "mlp.Wi.weight"] = matrix(2 * intermediate, hidden)
        tensors[layer + "mlp.Wo.weight"] = matrix(hidden, intermediate)
    return tensors


def write_json(path, value):
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def write_model(
    directory,
    shape,
    dense,
    colbert,
    seed,
    dtype=torch.float32,
    newer_dialect=False,
    tensor_prefix="",
    lower_case_tokenizer=False,
    lower_case_text=False,
):
    """Writes a model directory. dense: list of dicts of out_features, bias, activation_function, use_residual."""
    directory = pathlib.Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    generator = torch.Generator().manual_seed(seed)
    tensors = encoder_tensors(shape, generator)
    save_file({tensor_prefix + name: value.to(dtype) for name, value in tensors.items()}, directory / "model.safetensors")
    write_json(directory / "config.json", encoder_config(shape, newer_dialect))
    write_json(directory / "tokenizer.json", tokenizer_json(lower_case_tokenizer, shape["vocabulary"]))
    roles = {"cls_token": "[CLS]", "sep_token": "[SEP]", "pad_token": "[PAD]", "mask_token": "[MASK]", "unk_token": "[UNK]"}
    write_json(directory / "special_tokens_map.json", roles)
    write_json(
        directory / "tokenizer_config.json",
        roles | {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": shape.get("positions", 8192)},
    )
    write_json(directory / "sentence_bert_config.json", {"max_seq_length": 8192, "do_lower_case": lower_case_text})
    write_json(directory / "config_sentence_transformers.json", colbert)
    modules = [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"}]
    width = shape["hidden"]
    for i, layer in enumerate(dense, start=1):
        modules.append({"idx": i, "name": str(i), "path": f"{i}_Dense", "type": "pylate.models.Dense.Dense"})
        write_dense(directory / f"{i}_Dense", width, layer, generator, dtype)
        width = layer["out_features"]
    write_json(directory / "modules.json", modules)


def write_dense(folder, width, layer, generator, dtype):
    folder.mkdir(exist_ok=True)
    out = layer["out_features"]
    write_json(folder / "config.json", {"in_features": width} | layer)
    weights = {"linear.weight": torch.randn(out, width, generator=generator) * width**-0.5}
    if layer["bias"]:
        weights["linear.bias"] = torch.randn(out, generator=generator) * 0.3
    if layer.get("use_residual") and out != width:
        weights["residual.weight"] = torch.randn(out, width, generator=generator) * width**-0.5
    save_file({name: value.to(dtype) for name, value in weights.items()}, folder / "model.safetensors")


def load(directory):
    """The model as PyLate loads it, computing in f32."""
    from pylate import models

    return models.ColBERT(
        str(directory), device="cpu", model_kwargs={"dtype": torch.float32}, local_files_only=True
    ).float()
