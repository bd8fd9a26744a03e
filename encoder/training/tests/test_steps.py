from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch

from quarry_training import maxsim
from quarry_training.batches import Machine
from quarry_training.encoder import Encoder, EncoderConfig
from quarry_training.maxsim import Scoring
from quarry_training.sampler import Batch
from quarry_training.steps import Step

VOCABULARY = 50
POSITIVES = [0, 1, 2, 3, 1]


@pytest.mark.parametrize(("layers", "lexical_weight"), [(0, 0.0), (2, 0.0), (2, 0.4)])
def test_gradients_from_micro_batches_equal_those_of_one_graph(layers, lexical_weight):
    torch.manual_seed(0)
    model = Encoder(EncoderConfig(VOCABULARY, hidden_size=32, layers=layers, heads=2, intermediate_size=48, token_dimension=8))
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    random = np.random.default_rng(0)
    queries = [random.integers(1, VOCABULARY, length) for length in (3, 9, 17, 5, 4)]
    documents = [random.integers(1, VOCABULARY, length) for length in (40, 4, 21, 18)]
    excluded = np.zeros((5, 4), bool)
    excluded[0, 2] = True
    skipped = np.zeros(VOCABULARY, bool)
    skipped[7:12] = True
    for document in documents:
        document[0] = 1
    weights = torch.rand(VOCABULARY) + 0.1
    scoring = Scoring(7.4, weights)

    machine = Machine(torch.device("cpu"), torch.float32, ThreadPoolExecutor(2), ThreadPoolExecutor(1), 48)
    lexical = random.random((5, 4), np.float32)
    step = Step(model, scoring, skipped, machine, lexical_weight)
    report = step(Batch(queries, documents, np.array(POSITIVES), excluded, lexical))
    found = [parameter.grad.clone() for parameter in (*model.parameters(), *scoring.parameters())]
    model.zero_grad()
    scoring.zero_grad()

    loss = plain_loss(model, scoring, queries, documents, excluded, skipped, lexical_weight * lexical)
    loss.backward()
    assert report.loss == pytest.approx(loss.item(), rel=1e-5)
    assert report.pairs == 5 and report.tokens == 38 + 83
    for gradient, parameter in zip(found, (*model.parameters(), *scoring.parameters())):
        expected = parameter.grad.to_dense() if parameter.grad.is_sparse else parameter.grad
        assert torch.allclose(gradient, expected, atol=1e-5)


def plain_loss(model, scoring, queries, documents, excluded, skipped, words):
    def vectors(ids):
        return model(torch.from_numpy(ids)[None], torch.tensor([len(ids)]))[0]

    kept = [vectors(document)[torch.from_numpy(~skipped[document])] for document in documents]
    losses = []
    for weight in (torch.ones(VOCABULARY), scoring.weights()):
        scores = torch.stack(
            [
                torch.stack(
                    [
                        ((vectors(query) @ document.T).amax(1) * weight[query]).sum() / weight[query].sum()
                        for document in kept
                    ]
                )
                for query in queries
            ]
        )
        losses.append(loss_of(scores, scoring, excluded))
    if words.any():
        losses.append(loss_of(scores + torch.from_numpy(words), scoring, excluded))
    return sum(losses) / len(losses)


def loss_of(scores, scoring, excluded):
    return maxsim.contrastive_loss(scores, scoring.scale(), torch.tensor(POSITIVES), torch.from_numpy(excluded))
