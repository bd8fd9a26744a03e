package dev.quarry.encoder.cpu.onednn;

/** oneDNN could not do what it was asked to. */
final class DnnlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param what what it should have made or done
     * @param status its {@code dnnl_status_t}
     */
    DnnlException(String what, int status) {
        super("oneDNN: " + what + ": " + name(status));
    }

    private static String name(int status) {
        return switch (status) {
            case 1 -> "out of memory";
            case 2 -> "invalid arguments";
            case 3 -> "not implemented";
            default -> "status " + status;
        };
    }
}
