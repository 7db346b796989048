import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/** The latest count of each pool, kept so that the gateway is not asked for each page. */
public final class Counts {

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Duration USABLE = Duration.ofMinutes(5);

    /** What is known of one pool; it is its own monitor. */
    private static final class Pool {
        private boolean known;
        private int people;
        private long askedAt;
        private int corrections;
        private Question question;
    }

    /** A question to the gateway, and what became of it. */
    private static final class Question {
        private boolean over;
        private int people;
        private Throwable error;
    }

    private final ToIntFunction<String> gateway;
    private final LongSupplier nanoTime;
    private final Map<String, Pool> pools = new HashMap<>();

    public Counts(ToIntFunction<String> gateway, LongSupplier nanoTime) {
        this.gateway = gateway;
        this.nanoTime = nanoTime;
    }

    /** How many people are in a pool. */
    public int get(String name) {
        Pool pool = pool(name);
        while (true) {
            Question question;
            int corrections;
            long now;
            synchronized (pool) {
                now = nanoTime.getAsLong();
                if (isYounger(pool, FRESH, now)) {
                    return pool.people;
                }
                corrections = pool.corrections;
                question = pool.question;
                if (question != null) {
                    if (isYounger(pool, USABLE, now)) {
                        return pool.people;
                    }
                    awaitEnd(pool, question);
                } else {
                    question = new Question();
                    pool.question = question;
                    now = nanoTime.getAsLong();
                }
            }
            if (!question.over) {
                ask(name, pool, question, corrections, now);
            }
            synchronized (pool) {
                if (corrections != pool.corrections) {
                    continue;
                }
                if (question.error == null) {
                    return question.people;
                }
                if (question.error instanceof Error error) {
                    throw error;
                }
                if (isYounger(pool, USABLE, nanoTime.getAsLong())) {
                    return pool.people;
                }
                throw (RuntimeException) question.error;
            }
        }
    }

    /** Forgets the count of a pool: it has been corrected. */
    public void drop(String name) {
        Pool pool = pool(name);
        synchronized (pool) {
            pool.known = false;
            pool.question = null;
            pool.corrections++;
        }
    }

    private void ask(String name, Pool pool, Question question, int corrections, long now) {
        try {
            question.people = gateway.applyAsInt(name);
        } catch (RuntimeException | Error e) {
            question.error = e;
        }
        synchronized (pool) {
            question.over = true;
            if (pool.question == question) {
                pool.question = null;
            }
            if (question.error == null && corrections == pool.corrections) {
                pool.known = true;
                pool.people = question.people;
                pool.askedAt = now;
            }
            pool.notifyAll();
        }
    }

    private static void awaitEnd(Pool pool, Question question) {
        boolean interrupted = false;
        while (!question.over) {
            try {
                pool.wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Pool pool(String name) {
        synchronized (pools) {
            return pools.computeIfAbsent(name, unknown -> new Pool());
        }
    }

    private static boolean isYounger(Pool pool, Duration age, long now) {
        return pool.known && now - pool.askedAt < age.toNanos();
    }
}
