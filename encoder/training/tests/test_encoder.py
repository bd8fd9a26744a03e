import numpy as np
import pytest
import torch
from transformers import ModernBertConfig, ModernBertModel

from quarry_training.encoder import Encoder, EncoderConfig
from quarry_training.train import grown

SHAPE = EncoderConfig(vocabulary_size=120, hidden_size=64, layers=4, heads=2, intermediate_size=96, token_dimension=16)


def randomised(model):
    generator = torch.Generator().manual_seed(1)
    for parameter in model.parameters():
        parameter.data = torch.randn(parameter.shape, generator=generator) * 0.2 + (parameter.ndim == 1)
    return model.eval()


def reference(model):
    shape = model.config
    config = ModernBertConfig(
        vocab_size=shape.vocabulary_size,
        hidden_size=shape.hidden_size,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.intermediate_size,
        global_attn_every_n_layers=shape.global_every,
        local_attention=shape.local_window,
        pad_token_id=0,
        attn_implementation="eager",
        reference_compile=False,
    )
    twin = ModernBertModel(config)
    weights = {name: value for name, value in model.state_dict().items() if name != "projection.weight"}
    twin.load_state_dict(weights)
    return twin.eval()


@pytest.mark.parametrize("longest", [7, 65, 300])
def test_vectors_equal_those_of_transformers(longest):
    model = randomised(Encoder(SHAPE))
    lengths = torch.tensor([longest, max(1, longest // 2), 1])
    ids = torch.randint(1, SHAPE.vocabulary_size, (3, longest), generator=torch.Generator().manual_seed(2))
    real = torch.arange(longest) < lengths[:, None]
    with torch.no_grad():
        vectors = model(ids, lengths)[real]
        hidden = reference(model)(input_ids=ids * real, attention_mask=real.long()).last_hidden_state
        expected = torch.nn.functional.normalize(hidden @ model.projection.weight.T, dim=-1)[real]
    assert (vectors - expected).abs().max() < 1e-4


def test_new_blocks_change_nothing():
    shallow = randomised(Encoder(EncoderConfig(**{**vars(SHAPE), "layers": 0})))
    deep = grown(shallow, 3)
    ids = torch.randint(1, SHAPE.vocabulary_size, (2, 20))
    lengths = torch.tensor([20, 11])
    assert torch.equal(deep(ids, lengths), shallow(ids, lengths))
    assert [name for name, _ in deep.named_parameters()] == [name for name, _ in Encoder(vars_with(3)).named_parameters()]


def vars_with(layers):
    return EncoderConfig(**{**vars(SHAPE), "layers": layers})


def test_bf16_stays_near_f32():
    model = randomised(Encoder(SHAPE))
    ids = torch.from_numpy(np.arange(40).reshape(2, 20) + 1)
    lengths = torch.tensor([20, 20])
    similarity = (model(ids, lengths) * model(ids, lengths, torch.bfloat16)).sum(-1)
    assert similarity.min() > 0.99
