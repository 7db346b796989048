import java.util.Map;

/** What the site shows and the lifeguards correct. */
public final class Board {

    private final Gateway gateway;
    private final Map<String, Integer> capacity;
    private final Counts counts;

    public Board(Gateway gateway, Map<String, Integer> capacity) {
        this.gateway = gateway;
        this.capacity = Map.copyOf(capacity);
        this.counts = new Counts(gateway::count, System::nanoTime);
    }

    /** One line of the board. */
    public String line(String pool) {
        try {
            int people = counts.get(pool);
            return "%s: %d percent full".formatted(pool, 100 * people / capacity.get(pool));
        } catch (GatewayException e) {
            return pool + ": no count at the moment";
        }
    }

    /** Enters what the lifeguard counted. */
    public void correct(String pool, int people) {
        gateway.setCount(pool, people);
        counts.drop(pool);
    }
}
