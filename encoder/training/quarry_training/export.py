"""A checkpoint as a directory in PyLate layout, which PyLate, sentence-transformers and transformers load unchanged."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from safetensors.torch import save_file
from tokenizers import Tokenizer

from quarry_training import tokenizer as vocabulary
from quarry_training.config import Config
from quarry_training.encoder import NORM_EPSILON, Encoder
from quarry_training.tokenizer import write_json
from quarry_training.train import load_model

POSITIONS = 8192


def export_model(config: Config, checkpoint: Path, target: Path) -> None:
    """Writes weights in f16, the configuration files, the tokenizer and the query weights."""
    tokenizer = Tokenizer.from_file(str(config.work / "tokenizer" / "tokenizer.json"))
    model, query_weights = load_model(checkpoint)
    vocabulary.save(tokenizer, target, POSITIONS)
    write_model(model, tokenizer, target)
    write_pylate(model, tokenizer, config, target)
    save_file({"query_weights": query_weights}, target / "query_weights.safetensors")
    card = (files("quarry_training") / "model_card.md").read_text(encoding="utf-8")
    parameters = sum(parameter.numel() for parameter in model.parameters())
    (target / "README.md").write_text(card.replace("@PARAMETERS@", f"{parameters / 1e6:.1f}M"), encoding="utf-8")
    for weights_file in target.rglob("*.safetensors"):
        weights_file.chmod(0o644)  # the library writes them for the owner alone


def write_model(model: Encoder, tokenizer: Tokenizer, target: Path) -> None:
    shape = model.config
    weights = {name: value.half().contiguous() for name, value in model.state_dict().items()}
    projection = weights.pop("projection.weight")
    (target / "1_Dense").mkdir(parents=True, exist_ok=True)
    save_file(weights, target / "model.safetensors", metadata={"format": "pt"})
    save_file({"linear.weight": projection}, target / "1_Dense" / "model.safetensors", metadata={"format": "pt"})
    write_json(
        target / "config.json",
        {
            "architectures": ["ModernBertModel"],
            "model_type": "modernbert",
            "vocab_size": shape.vocabulary_size,
            "hidden_size": shape.hidden_size,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.intermediate_size,
            "max_position_embeddings": shape.max_positions,
            "norm_eps": NORM_EPSILON,
            "norm_bias": False,
            "attention_bias": False,
            "mlp_bias": False,
            "attention_dropout": 0.0,
            "hidden_activation": "gelu",
            "global_attn_every_n_layers": shape.global_every,
            "local_attention": shape.local_window,
            "global_rope_theta": shape.global_rope_theta,
            "local_rope_theta": shape.local_rope_theta,
            "pad_token_id": tokenizer.token_to_id(vocabulary.PAD),
            "cls_token_id": tokenizer.token_to_id(vocabulary.CLS),
            "sep_token_id": tokenizer.token_to_id(vocabulary.SEP),
            "bos_token_id": tokenizer.token_to_id(vocabulary.CLS),
            "eos_token_id": tokenizer.token_to_id(vocabulary.SEP),
            "position_embedding_type": "absolute",
            "torch_dtype": "float16",
        },
    )
    write_json(
        target / "1_Dense" / "config.json",
        {
            "in_features": shape.hidden_size,
            "out_features": shape.token_dimension,
            "bias": False,
            "activation_function": "torch.nn.modules.linear.Identity",
        },
    )


def write_pylate(model: Encoder, tokenizer: Tokenizer, config: Config, target: Path) -> None:
    write_json(
        target / "modules.json",
        [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Dense", "type": "pylate.models.Dense.Dense"},
        ],
    )
    write_json(target / "sentence_bert_config.json", {"max_seq_length": POSITIONS, "do_lower_case": False})
    write_json(
        target / "config_sentence_transformers.json",
        {
            "model_type": "ColBERT",
            "query_prefix": vocabulary.QUERY_PREFIX,
            "document_prefix": vocabulary.DOCUMENT_PREFIX,
            "query_length": config.model.query_length,
            "document_length": config.model.document_length,
            "do_query_expansion": False,
            "attend_to_expansion_tokens": False,
            "skiplist_words": vocabulary.punctuation(tokenizer),
            "similarity_fn_name": "MaxSim",
            "prompts": {},
        },
    )
