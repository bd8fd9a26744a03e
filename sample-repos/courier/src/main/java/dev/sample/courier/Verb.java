package dev.sample.courier;

/** The request methods that courier sends, with the promises RFC 9110 attaches to each. */
public enum Verb {
    GET(true, true, false),
    HEAD(true, true, false),
    OPTIONS(true, true, false),
    PUT(false, true, true),
    DELETE(false, true, true),
    POST(false, false, true),
    PATCH(false, false, true);

    private final boolean safe;
    private final boolean repeatable;
    private final boolean carriesBody;

    Verb(boolean safe, boolean repeatable, boolean carriesBody) {
        this.safe = safe;
        this.repeatable = repeatable;
        this.carriesBody = carriesBody;
    }

    /** Whether the method only reads. */
    public boolean safe() {
        return safe;
    }

    /** Whether sending it twice leaves the server in the same state as sending it once. */
    public boolean repeatable() {
        return repeatable;
    }

    public boolean carriesBody() {
        return carriesBody;
    }
}
