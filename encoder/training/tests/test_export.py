import json
from pathlib import Path

import numpy as np
import pytest
import torch
from pylate import models
from safetensors.torch import load_file
from transformers import AutoModel, PreTrainedTokenizerFast

from quarry_training import export
from quarry_training import tokenizer as vocabulary
from quarry_training.config import Config
from quarry_training.encoder import Encoder, EncoderConfig
from quarry_training.maxsim import Scoring
from quarry_training.sampler import framed
from quarry_training.train import special_ids, skip_mask

QUESTION = "How do I return the fileExtension of a path -> in lower case?"
CODE = "public static String getFileExtension(String path) { return path == null ? null : path + 1; }"


@pytest.fixture(scope="module")
def exported(learned, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    config = Config.load(Path(__file__).parent.parent / "config" / "quarry-edge.yaml", home)
    size = learned.get_vocab_size()
    torch.manual_seed(0)
    model = Encoder(EncoderConfig(size, layers=4))
    for parameter in model.parameters():
        parameter.data = (torch.randn_like(parameter) * 0.1 + (parameter.ndim == 1)).half().float()
    vocabulary.save(learned, config.work / "tokenizer", 8192)
    scoring = Scoring(20.0, torch.full((size,), 3.0))
    state = {"model_config": vars(model.config), "average": model.state_dict(), "scoring": scoring.state_dict()}
    torch.save(state, home / "state.pt")
    export.export_model(config, home / "state.pt", home / "model")
    return home / "model", model.eval()


def ours(model, tokenizer, text, prefix, keep):
    ids = framed(special_ids(tokenizer), prefix, np.array(tokenizer.encode(text, add_special_tokens=False).ids), 256)
    with torch.no_grad():
        vectors = model(torch.from_numpy(ids)[None], torch.tensor([len(ids)]))[0]
    return vectors[torch.from_numpy(keep(ids))].numpy()


def test_pylate_gives_the_same_vectors(exported, learned):
    directory, model = exported
    loaded = models.ColBERT(str(directory), device="cpu")
    assert loaded.query_length == 1024 and loaded.document_length == 2048
    special, skipped = special_ids(learned), skip_mask(learned)
    document = loaded.encode([CODE], is_query=False)[0]
    expected = ours(model, learned, CODE, special.document, lambda ids: ~skipped[ids])
    assert document.shape == expected.shape and np.abs(document - expected).max() < 1e-3
    query = loaded.encode([QUESTION], is_query=True)[0]
    expected = ours(model, learned, QUESTION, special.query, lambda ids: np.ones(len(ids), bool))
    # PyLate before 1.3 pads questions with [MASK] whatever the directory says; nothing attends to these.
    assert np.abs(query[: len(expected)] - expected).max() < 1e-3


def test_transformers_loads_every_weight(exported, learned):
    directory, model = exported
    body, told = AutoModel.from_pretrained(directory, torch_dtype=torch.float32, output_loading_info=True)
    assert not told["missing_keys"] and not told["unexpected_keys"]
    tokens = PreTrainedTokenizerFast.from_pretrained(directory)(CODE, return_tensors="pt")
    with torch.no_grad():
        hidden = body(**tokens).last_hidden_state @ load_file(directory / "1_Dense" / "model.safetensors")["linear.weight"].float().T
        expected = model(tokens["input_ids"], torch.tensor([tokens["input_ids"].shape[1]]))
    assert (torch.nn.functional.normalize(hidden, dim=-1) - expected).abs().max() < 1e-3


def test_the_directory_is_complete(exported, learned):
    directory, _ = exported
    weights = load_file(directory / "query_weights.safetensors")["query_weights"]
    assert weights.shape == (learned.get_vocab_size(),) and weights.dtype == torch.float32
    assert weights.tolist() == pytest.approx([3.0] * len(weights))
    assert json.loads((directory / "config_sentence_transformers.json").read_text())["query_prefix"] == "[Q] "
    assert "@" not in (directory / "README.md").read_text().replace("@return", "").replace("@param", "")
