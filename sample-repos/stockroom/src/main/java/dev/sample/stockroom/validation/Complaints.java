package dev.sample.stockroom.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Gathers everything wrong with an input instead of stopping at the first field. */
public final class Complaints {

    public record Complaint(String field, String reason) {
        @Override
        public String toString() {
            return field + " " + reason;
        }
    }

    /** Thrown by {@link #raise()}. */
    public static final class InvalidInput extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<Complaint> complaints;

        InvalidInput(List<Complaint> complaints) {
            super(String.join("; ", complaints.stream().map(Complaint::toString).toList()));
            this.complaints = List.copyOf(complaints);
        }

        public List<Complaint> complaints() {
            return complaints;
        }
    }

    private final List<Complaint> found = new ArrayList<>();

    public Complaints unless(boolean fine, String field, String reason) {
        if (!fine) {
            found.add(new Complaint(field, reason));
        }
        return this;
    }

    public Complaints notBlank(String field, String value) {
        return unless(value != null && !value.isBlank(), field, "must not be empty");
    }

    public Complaints atMost(String field, String value, int characters) {
        int length = value == null ? 0 : value.codePointCount(0, value.length());
        return unless(length <= characters, field, "is longer than " + characters + " characters (" + length + ")");
    }

    /** Runs a parser and keeps its message as a complaint; the result is null if it failed. */
    public <T> T parsed(String field, String value, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (RuntimeException e) {
            found.add(new Complaint(field, e.getMessage() == null ? "is not readable" : e.getMessage()));
            return null;
        }
    }

    public List<Complaint> all() {
        return List.copyOf(found);
    }

    public boolean none() {
        return found.isEmpty();
    }

    public void raise() {
        if (!found.isEmpty()) {
            throw new InvalidInput(found);
        }
    }
}
