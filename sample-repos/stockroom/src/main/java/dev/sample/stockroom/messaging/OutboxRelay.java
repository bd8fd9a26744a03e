package dev.sample.stockroom.messaging;

import dev.sample.stockroom.messaging.Outbox.Envelope;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Carries waiting events to the broker. Each arrives at least once; receivers must put up with seeing one twice. */
public final class OutboxRelay {
    private static final Logger LOG = System.getLogger(OutboxRelay.class.getName());

    /** The broker. */
    @FunctionalInterface
    public interface Publisher {
        void publish(Envelope event) throws Exception;
    }

    private final Outbox outbox;
    private final Publisher publisher;
    private final Clock clock;
    private final int giveUpAfter;

    public OutboxRelay(Outbox outbox, Publisher publisher, Clock clock, int giveUpAfter) {
        this.outbox = outbox;
        this.publisher = publisher;
        this.clock = clock;
        this.giveUpAfter = giveUpAfter;
    }

    /**
     * One round. When an event fails, later ones with the same key wait for the next round, or a "cancelled" could
     * overtake its "created"; other keys go on. An event that fails too often is parked for a person to look at, so
     * that one poisonous message does not block its key for ever.
     *
     * @return how many went out
     */
    public int pump(int atMost) {
        List<Envelope> batch = outbox.waiting(atMost);
        Set<String> stuck = new HashSet<>();
        int gone = 0;
        for (Envelope event : batch) {
            if (stuck.contains(event.topicKey())) {
                continue;
            }
            try {
                publisher.publish(event);
            } catch (Exception e) {
                setBack(event, e);
                stuck.add(event.topicKey());
                continue;
            }
            // A crash between these two lines sends the event again after the restart: at least once.
            outbox.sent(event.id(), clock.instant());
            gone++;
        }
        return gone;
    }

    private void setBack(Envelope event, Exception e) {
        if (event.attempts() + 1 >= giveUpAfter) {
            LOG.log(Level.ERROR, "event {0} ({1}) parked after {2} attempts: {3}", event.id(), event.type(),
                    event.attempts() + 1, e.getMessage());
            outbox.park(event.id());
        } else {
            outbox.failed(event.id());
        }
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }
}
