package dev.sample.courier.body;

/** Told every now and then how far a transfer has come. Called on the thread that moves the bytes, so be quick. */
@FunctionalInterface
public interface ProgressListener {
    /**
     * @param done bytes moved so far
     * @param total bytes in all, -1 when unknown
     */
    void moved(long done, long total);

    /** Passes on a report only after so many more bytes, and always the last. */
    default ProgressListener every(long bytes) {
        return new ProgressListener() {
            private long reported;

            @Override
            public void moved(long done, long total) {
                if (done - reported >= bytes || done == total) {
                    reported = done;
                    ProgressListener.this.moved(done, total);
                }
            }
        };
    }
}
