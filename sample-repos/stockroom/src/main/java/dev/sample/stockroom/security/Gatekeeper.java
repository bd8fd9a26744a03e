package dev.sample.stockroom.security;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Who may do what, and where. */
public final class Gatekeeper {

    public enum Deed {
        LOOK,
        RESERVE,
        MOVE_STOCK,
        COUNT,
        APPROVE_COUNT,
        BUY,
        EDIT_CATALOG,
        READ_AUDIT
    }

    public enum Role {
        CLERK,
        SUPERVISOR,
        BUYER,
        AUDITOR
    }

    /** @param warehouses the codes this person works in; empty means everywhere */
    public record Person(String name, Set<Role> roles, Set<String> warehouses) {}

    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    private final Map<Role, Set<Deed>> grants = new EnumMap<>(Role.class);

    public Gatekeeper() {
        grants.put(Role.CLERK, EnumSet.of(Deed.LOOK, Deed.RESERVE, Deed.MOVE_STOCK, Deed.COUNT));
        grants.put(Role.SUPERVISOR, EnumSet.complementOf(EnumSet.of(Deed.BUY, Deed.READ_AUDIT)));
        grants.put(Role.BUYER, EnumSet.of(Deed.LOOK, Deed.BUY, Deed.EDIT_CATALOG));
        grants.put(Role.AUDITOR, EnumSet.of(Deed.LOOK, Deed.READ_AUDIT));
    }

    public boolean may(Person person, Deed deed, String warehouse) {
        boolean here = person.warehouses().isEmpty() || person.warehouses().contains(warehouse);
        return here && person.roles().stream().anyMatch(role -> grants.get(role).contains(deed));
    }

    public void demand(Person person, Deed deed, String warehouse) {
        if (!may(person, deed, warehouse)) {
            throw new Refused(person.name() + " may not " + deed + " in " + warehouse);
        }
    }

    /** Four eyes: whoever counted the goods must not be the one who signs the correction. */
    public void demandSecondPerson(Person approver, String counter, String warehouse) {
        demand(approver, Deed.APPROVE_COUNT, warehouse);
        if (approver.name().equalsIgnoreCase(counter)) {
            throw new Refused(approver.name() + " counted this sheet and cannot approve it too");
        }
    }
}
