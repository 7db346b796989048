import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/** The latest count of each pool, kept so that the gateway is not asked for each page. */
public final class Counts {

    static final Duration FRESH = Duration.ofSeconds(30);
    static final Duration USABLE = Duration.ofMinutes(5);

    /** How many people are in a pool, and when the gateway was asked. */
    private record Count(int people, long askedAt) {

        boolean isYoungerThan(Duration age, long now) {
            return now - askedAt < age.toNanos();
        }
    }

    private final ToIntFunction<String> gateway;
    private final LongSupplier nanoTime;
    private final Map<String, Count> kept = new ConcurrentHashMap<>();

    /**
     * @param gateway asks for the count of a pool; may take seconds or throw
     * @param nanoTime a clock in nanoseconds, such as {@link System#nanoTime}
     */
    public Counts(ToIntFunction<String> gateway, LongSupplier nanoTime) {
        this.gateway = gateway;
        this.nanoTime = nanoTime;
    }

    /** How many people are in a pool. */
    public int get(String pool) {
        Count count = kept.get(pool);
        long now = nanoTime.getAsLong();
        if (count != null && count.isYoungerThan(FRESH, now)) {
            return count.people();
        }
        try {
            int people = gateway.applyAsInt(pool);
            kept.put(pool, new Count(people, now));
            return people;
        } catch (RuntimeException e) {
            if (count != null && count.isYoungerThan(USABLE, now)) {
                return count.people();
            }
            throw e;
        }
    }

    /** Forgets the count of a pool: it has been corrected. */
    public void drop(String pool) {
        kept.remove(pool);
    }
}
