import torch

from quarry_training import maxsim


def unit(*shape):
    return torch.nn.functional.normalize(torch.randn(*shape), dim=-1)


def test_scores_and_gradients_equal_those_of_automatic_differentiation():
    torch.manual_seed(0)
    queries, documents = unit(9, 8).requires_grad_(), unit(5, 7, 8).requires_grad_()
    owners = torch.tensor([0, 0, 0, 1, 1, 2, 2, 2, 2])
    weights = torch.rand(9) + 0.1

    best = torch.einsum("qd,ntd->qnt", queries, documents).amax(-1)
    expected = torch.stack(
        [(best[owners == row] * weights[owners == row, None]).sum(0) / weights[owners == row].sum() for row in range(3)]
    )
    upstream = torch.randn(3, 5)
    of_queries, of_documents = torch.autograd.grad(expected, (queries, documents), upstream)

    similarities, places = maxsim.best_matches(queries.detach(), documents.detach(), torch.float32)
    similarities.requires_grad_()
    scores = maxsim.scores(similarities, owners, weights, 3)
    scores.backward(upstream)
    found = maxsim.best_matches_backward(queries.detach(), documents.detach(), places, similarities.grad)
    assert torch.allclose(scores, expected, atol=1e-6)
    assert torch.allclose(found[0], of_queries, atol=1e-6)
    assert torch.allclose(found[1], of_documents, atol=1e-6)


def test_many_query_tokens_are_cut_without_a_trace(monkeypatch):
    torch.manual_seed(0)
    queries, documents = unit(50, 8), unit(4, 6, 8)
    whole = maxsim.best_matches(queries, documents, torch.float32)
    monkeypatch.setattr(maxsim, "SIMILARITIES_AT_ONCE", 100)
    cut = maxsim.best_matches(queries, documents, torch.float32)
    assert torch.allclose(whole[0], cut[0], atol=1e-6) and torch.equal(whole[1], cut[1])


def test_excluded_pairs_take_no_part_in_the_loss():
    scores = torch.tensor([[0.9, 0.8], [0.1, 0.7]])
    positives = torch.tensor([0, 1])
    nothing = torch.zeros(2, 2, dtype=torch.bool)
    all_others = ~torch.eye(2, dtype=torch.bool)
    scale = torch.tensor(10.0)
    assert maxsim.contrastive_loss(scores, scale, positives, nothing) > 0.1
    assert maxsim.contrastive_loss(scores, scale, positives, all_others) == 0


def test_two_queries_of_one_document_do_not_compete():
    scores = torch.tensor([[0.9, 0.1], [0.9, 0.1], [0.1, 0.9]])
    loss = maxsim.contrastive_loss(
        scores, torch.tensor(100.0), torch.tensor([0, 0, 1]), torch.zeros(3, 2, dtype=torch.bool)
    )
    assert loss < 1e-6
