import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays a Saturday in July: the site opens, and seventy visitors look at two pools. */
public final class Run {

    private static final int LIMIT = 60;

    /** Answers after a third of a second, and no more than LIMIT times. */
    private static final class SlowGateway implements Gateway {

        private final AtomicInteger asked = new AtomicInteger();
        private final Map<String, Integer> people =
                new ConcurrentHashMap<>(Map.of("Lido", 1430, "North Bath", 210));

        @Override
        public int count(String pool) {
            int number = asked.incrementAndGet();
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new GatewayException("interrupted");
            }
            if (number > LIMIT) {
                throw new GatewayException("429 too many requests");
            }
            return people.get(pool);
        }

        @Override
        public void setCount(String pool, int count) {
            people.put(pool, count);
        }
    }

    public static void main(String[] args) throws Exception {
        SlowGateway gateway = new SlowGateway();
        Board board = new Board(gateway, Map.of("Lido", 1600, "North Bath", 500));
        List<String> pools = new ArrayList<>(Collections.nCopies(50, "Lido"));
        pools.addAll(Collections.nCopies(10, "North Bath"));
        pools.addAll(Collections.nCopies(10, "Lido"));

        ExecutorService visitors = Executors.newFixedThreadPool(pools.size());
        List<Future<String>> seen = new ArrayList<>();
        for (String pool : pools) {
            seen.add(visitors.submit(() -> board.line(pool)));
        }
        Map<String, Integer> lines = new TreeMap<>();
        for (Future<String> line : seen) {
            lines.merge(line.get(), 1, Integer::sum);
        }
        visitors.shutdown();

        lines.forEach((line, count) -> System.out.printf("%3d visitors saw  %s%n", count, line));
        System.out.printf(
                "asked the gateway %d times, the contract allows %d a minute%n",
                gateway.asked.get(), LIMIT);
    }
}
