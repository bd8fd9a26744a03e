import numpy as np

from quarry_training.novel import CONTINUES, NovelWords, replaced

FRAME = (2, 6), (3,)


def framed(learned, text):
    return np.concatenate((FRAME[0], learned.encode(text, add_special_tokens=False).ids, FRAME[1]))


def novel(learned, rare):
    idf = np.zeros(learned.get_vocab_size(), np.float32)
    idf[[learned.token_to_id(word) for word in rare]] = 9
    return NovelWords(learned, idf)


def test_a_word_that_both_have_becomes_the_same_other_word_in_both(learned):
    words = novel(learned, ["extension", "client", "total"])
    document, question = framed(learned, "add extension sum extension client"), framed(learned, "sum of extension total")
    exchanged, (asked,) = words.exchanged(np.random.default_rng(0), document, [question], 64)
    said = learned.token_to_id("extension")
    assert said not in exchanged and said not in asked
    gone = np.setdiff1d(exchanged, document)
    assert len(gone) and set(gone) <= set(asked)
    kept = [learned.token_to_id(word) for word in ("client", "sum")]
    assert np.isin(kept, exchanged).all() and learned.token_to_id("total") in asked


def test_words_that_all_have_stay(learned):
    document, question = framed(learned, "file path"), framed(learned, "path of a file")
    exchanged, (asked,) = novel(learned, []).exchanged(np.random.default_rng(0), document, [question], 64)
    assert np.array_equal(exchanged, document) and np.array_equal(asked, question)


def test_what_grows_keeps_its_length_and_its_end(learned):
    words = novel(learned, ["extension"])
    text = framed(learned, "extension " * 20)
    for seed in range(8):
        exchanged, _ = words.exchanged(np.random.default_rng(seed), text, [text], len(text))
        assert len(exchanged) == len(text) and exchanged[-1] == text[-1]


def test_a_made_up_word_is_one_beginning_and_its_continuations(learned):
    words = novel(learned, [])
    for seed in range(20):
        first, *more = [learned.id_to_token(int(piece)) for piece in words.word(np.random.default_rng(seed))]
        assert not first.startswith(CONTINUES) and all(piece.startswith(CONTINUES) for piece in more)


def test_replacing_keeps_everything_else_in_its_place():
    assert replaced(np.array([1, 5, 2, 5]), 5, np.array([8, 9])).tolist() == [1, 8, 9, 2, 8, 9]
    assert replaced(np.array([5, 1]), 5, np.array([7])).tolist() == [7, 1]
    assert replaced(np.array([1, 2]), 5, np.array([7])).tolist() == [1, 2]
