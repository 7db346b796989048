import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

    /** Guards the three maps; the gateway is never asked while it is held. */
    private final Object lock = new Object();

    private final Map<String, Count> kept = new HashMap<>();
    private final Map<String, CompletableFuture<Integer>> asking = new HashMap<>();
    private final Map<String, Integer> corrections = new HashMap<>();

    /**
     * @param gateway asks for the count of a pool; may take seconds or throw
     * @param nanoTime a clock in nanoseconds, such as {@link System#nanoTime}
     */
    public Counts(ToIntFunction<String> gateway, LongSupplier nanoTime) {
        this.gateway = gateway;
        this.nanoTime = nanoTime;
    }

    /** How many people are in a pool, asked for since its latest correction. */
    public int get(String pool) {
        while (true) {
            CompletableFuture<Integer> answer;
            boolean mine;
            long now;
            int corrected;
            synchronized (lock) {
                Count count = kept.get(pool);
                now = nanoTime.getAsLong();
                if (count != null && count.isYoungerThan(FRESH, now)) {
                    return count.people();
                }
                answer = asking.get(pool);
                mine = answer == null;
                if (!mine && count != null && count.isYoungerThan(USABLE, now)) {
                    return count.people();
                }
                if (mine) {
                    answer = new CompletableFuture<>();
                    asking.put(pool, answer);
                }
                corrected = corrections.getOrDefault(pool, 0);
            }
            if (mine) {
                ask(pool, answer, now);
            }
            int people = resultOf(answer);
            synchronized (lock) {
                if (corrected == corrections.getOrDefault(pool, 0)) {
                    return people;
                }
            }
        }
    }

    /**
     * Forgets the count of a pool: it has been corrected.
     *
     * <p>A request under way is disowned: nobody joins it any more, its answer is not kept, and
     * those who wait for it ask again.
     */
    public void drop(String pool) {
        synchronized (lock) {
            kept.remove(pool);
            asking.remove(pool);
            corrections.merge(pool, 1, Integer::sum);
        }
    }

    /** Asks the gateway for everybody who waits for the answer; never called under the lock. */
    private void ask(String pool, CompletableFuture<Integer> answer, long now) {
        try {
            int people = gateway.applyAsInt(pool);
            synchronized (lock) {
                if (asking.remove(pool, answer)) {
                    kept.put(pool, new Count(people, now));
                }
            }
            answer.complete(people);
        } catch (Throwable error) {
            Count count;
            boolean usable;
            synchronized (lock) {
                asking.remove(pool, answer);
                count = kept.get(pool);
                usable = count != null && count.isYoungerThan(USABLE, nanoTime.getAsLong());
            }
            if (usable && error instanceof Exception) {
                answer.complete(count.people());
            } else {
                answer.completeExceptionally(error);
            }
        }
    }

    /** The answer, or what the gateway threw, as it threw it. */
    private static int resultOf(CompletableFuture<Integer> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw e;
        }
    }
}
