from transformers import PreTrainedTokenizerFast

from quarry_training import tokenizer as vocabulary


def pieces(tokenizer, text):
    encoding = tokenizer.encode(text, add_special_tokens=False)
    return [text[start:end] for start, end in encoding.offsets]


def test_identifiers_split_where_case_changes_and_offsets_point_into_the_text(learned):
    assert pieces(learned, "getFileExtension(HTTP_CLIENT2)") == ["get", "File", "Extension", "HTTP", "CLIENT", "2"]


def test_words_and_identifiers_share_tokens(learned):
    words = learned.encode("file extension", add_special_tokens=False).ids
    assert learned.encode("FileExtension", add_special_tokens=False).ids == words
    assert learned.encode("FILE_EXTENSION", add_special_tokens=False).ids == words


def test_operators_stay_and_brackets_go(learned):
    assert pieces(learned, "a == (b) -> {c};") == ["a", "==", "b", "->", "c"]


def test_nothing_is_unknown(learned):
    text = "naïve 中文 🙂 \x7f ¼ zzzqqq 0x7fffL"
    encoding = learned.encode(text)
    assert vocabulary.UNK not in encoding.tokens
    covered = {place for start, end in encoding.offsets for place in range(start, end)}
    assert covered == {place for place, letter in enumerate(text) if not letter.isspace()}


def test_a_million_letters_are_no_trouble(learned):
    encoding = learned.encode("A1b" * 300_000)
    assert vocabulary.UNK not in encoding.tokens


def test_special_tokens_frame_a_text(learned):
    assert learned.encode("path").tokens[0] == vocabulary.CLS
    assert learned.encode("path").tokens[-1] == vocabulary.SEP


def test_punctuation_is_what_has_no_letter_or_digit(learned):
    skipped = vocabulary.punctuation(learned)
    assert {"==", "->", "+", "##+"} <= set(skipped)
    assert not set(skipped) & {"path", "0", *vocabulary.SPECIAL_TOKENS}


def test_transformers_loads_the_directory(learned, tmp_path):
    vocabulary.save(learned, tmp_path, 8192)
    loaded = PreTrainedTokenizerFast.from_pretrained(tmp_path)
    text = "Returns the fileExtension of HTTP_CLIENT_2"
    assert loaded(text)["input_ids"] == learned.encode(text).ids
    assert "token_type_ids" not in loaded(text)
    assert loaded.convert_tokens_to_ids(vocabulary.QUERY_PREFIX) == learned.token_to_id(vocabulary.QUERY_PREFIX)
    assert loaded.pad_token == vocabulary.PAD
