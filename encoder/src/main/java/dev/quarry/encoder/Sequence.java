package dev.quarry.encoder;

/**
 * One text on its way through the model.
 *
 * @param ids {@code [tokens]}, vocabulary ids, prefix and expansion tokens included
 * @param starts {@code [tokens]}, first UTF-16 unit of each token in the text
 * @param ends {@code [tokens]}, one past the last; equal to the start for tokens that the text does not have
 * @param keyLength number of leading tokens that others may attend to
 */
record Sequence(int[] ids, int[] starts, int[] ends, int keyLength) {

    int length() {
        return ids.length;
    }
}
