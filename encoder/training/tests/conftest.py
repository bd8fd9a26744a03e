import pytest

from quarry_training import tokenizer as vocabulary

SENTENCES = [
    "Returns the file extension of the given path, in lower case.",
    "public static String getFileExtension(String path) { return path.substring(path.lastIndexOf('.') + 1); }",
    "Adds two quaternions and returns their sum; null counts as zero.",
    "if (a == null || b != null) { throw new IllegalArgumentException(\"a -> b\"); }",
    "int HTTP_CLIENT_2 = 64; for (int i = 0; i < n; i++) total += i;",
]


@pytest.fixture(scope="session")
def learned():
    return vocabulary.train(SENTENCES * 20, 900)
