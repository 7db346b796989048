import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Many visitors at once: how often the gateway is asked, and what each of them sees. */
public final class CountsCheck {

    private static final int CROWD = 12;
    /** A visitor who comes after a failure may ask again; the crowd that waited may not. */
    private static final int FEW = 4;
    /** Long enough for any machine; reached only by code that waits for the wrong thing. */
    private static final long PATIENCE = 3000;

    /** A test: what it shows, and how. */
    private record Test(String name, Check check) {}

    private interface Check {
        void run(Site site) throws Exception;
    }

    /** Counts what it is asked; the next answer to the pool {@code holdNext} is held. */
    private static final class Gateway {
        final List<String> asked = new ArrayList<>();
        final Map<String, Object> answers = new HashMap<>(Map.of("Lido", 100, "North", 200));
        final List<Runnable> meanwhile = new ArrayList<>();
        final Map<String, Integer> open = new HashMap<>();
        int mostAtOnce;
        String holdNext;
        volatile CyclicBarrier crowd;
        volatile long patience = 150;
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);

        int count(String pool) {
            synchronized (this) {
                mostAtOnce = Math.max(mostAtOnce, open.merge(pool, 1, Integer::sum));
            }
            try {
                return answer(pool);
            } finally {
                synchronized (this) {
                    open.merge(pool, -1, Integer::sum);
                }
            }
        }

        /** Answers with what was true when the question came. */
        private int answer(String pool) {
            Object answer;
            boolean held;
            Runnable act = null;
            CountDownLatch go;
            CountDownLatch came;
            synchronized (this) {
                asked.add(pool);
                answer = answers.get(pool);
                held = pool.equals(holdNext);
                holdNext = held ? null : holdNext;
                act = held || meanwhile.isEmpty() ? null : meanwhile.remove(0);
                go = letGo;
                came = entered;
            }
            quietly(() -> crowd == null ? 0 : crowd.await(patience, TimeUnit.MILLISECONDS));
            if (held) {
                came.countDown();
                quietly(() -> go.await(10, TimeUnit.SECONDS));
            } else if (act != null) {
                act.run();
            }
            if (answer instanceof RuntimeException failure) {
                throw failure;
            }
            if (answer instanceof Error failure) {
                throw failure;
            }
            return (Integer) answer;
        }
    }

    /** The counts with a clock that moves when told to, a gateway and visitors. */
    private static final class Site {
        final AtomicLong now = new AtomicLong(seconds(1000));
        final Gateway gateway = new Gateway();
        final Counts counts = new Counts(gateway::count, now::get);

        CompletableFuture<Object> ask(String pool) {
            return visitor(() -> counts.get(pool));
        }

        Object get(String pool) {
            return result(ask(pool));
        }

        List<Object> crowd(String pool) {
            CyclicBarrier together = new CyclicBarrier(CROWD);
            gateway.crowd = new CyclicBarrier(CROWD);
            List<CompletableFuture<Object>> visitors = IntStream.range(0, CROWD).mapToObj(n ->
                    visitor(() -> {
                        quietly(() -> together.await(PATIENCE, TimeUnit.MILLISECONDS));
                        return counts.get(pool);
                    })).toList();
            List<Object> seen = visitors.stream().map(CountsCheck::result).toList();
            gateway.crowd = null;
            return seen;
        }

        void drop(String pool) {
            result(visitor(() -> {
                counts.drop(pool);
                return 0;
            }));
        }

        void later(double passed) {
            now.addAndGet(seconds(passed));
        }

        /** A visitor whose question to the gateway is not answered yet. */
        CompletableFuture<Object> hold(String pool) throws InterruptedException {
            holdNext(pool);
            CompletableFuture<Object> first = ask(pool);
            same(true, gateway.entered.await(PATIENCE, TimeUnit.MILLISECONDS));
            return first;
        }

        /** The next question about a pool is not answered yet. */
        void holdNext(String pool) {
            synchronized (gateway) {
                gateway.entered = new CountDownLatch(1);
                gateway.letGo = new CountDownLatch(1);
                gateway.holdNext = pool;
            }
        }

        void answer(Object answer) {
            synchronized (gateway) {
                gateway.answers.put("Lido", answer);
            }
        }
    }

    private static final List<Test> TESTS = List.of(
            new Test("a crowd before any count asks once", site -> {
                same(all(100), site.crowd("Lido"));
                same(List.of("Lido"), site.gateway.asked);
            }),
            new Test("an empty pool has a count too", site -> {
                site.answer(0);
                same(all(0), site.crowd("Lido"));
                site.later(29.9);
                same(0, site.get("Lido"));
                same(1, site.gateway.asked.size());
            }),
            new Test("a crowd at an old count asks once", site -> {
                site.get("Lido");
                site.later(30);
                site.answer(130);
                same(true, Set.of(100, 130).containsAll(site.crowd("Lido")));
                same(2, site.gateway.asked.size());
                same(130, site.get("Lido"));
            }),
            new Test("a clock may begin anywhere", site -> {
                for (long begin : new long[] {0, seconds(-7), Long.MAX_VALUE - seconds(20)}) {
                    site.drop("Lido");
                    site.now.set(begin);
                    int before = site.gateway.asked.size();
                    site.get("Lido");
                    for (double passed : new double[] {10, 19.9}) {
                        site.later(passed);
                        site.get("Lido");
                    }
                    same(before + 1, site.gateway.asked.size());
                    site.later(0.1);
                    site.get("Lido");
                    same(before + 2, site.gateway.asked.size());
                }
            }),
            new Test("an old count is shown meanwhile", site -> {
                site.get("Lido");
                site.later(299);
                site.answer(130);
                var first = site.hold("Lido");
                same(100, site.get("Lido"));
                same(2, site.gateway.asked.size());
                site.gateway.letGo.countDown();
                same(130, result(first));
                same(130, site.get("Lido"));
            }),
            new Test("after five minutes nobody sees the old count", site -> {
                site.get("Lido");
                site.later(300);
                site.answer(130);
                same(all(130), site.crowd("Lido"));
                same(2, site.gateway.asked.size());
            }),
            new Test("a count that grows too old meanwhile is not shown", site -> {
                site.get("Lido");
                site.later(299);
                site.answer(130);
                var first = site.hold("Lido");
                site.later(1);
                var second = site.ask("Lido");
                waits(second);
                site.gateway.letGo.countDown();
                same(List.of(130, 130), List.of(result(first), result(second)));
                same(2, site.gateway.asked.size());
            }),
            new Test("a count is as old as its question", site -> {
                var first = site.hold("Lido");
                site.later(20);
                site.gateway.letGo.countDown();
                same(100, result(first));
                site.later(10);
                site.answer(new GatewayException("429"));
                same(100, site.get("Lido"));
                same(2, site.gateway.asked.size());
                site.later(270);
                same(GatewayException.class, site.get("Lido").getClass());
            }),
            new Test("pools do not wait for each other", site -> {
                site.get("North");
                site.later(60);
                site.hold("Lido");
                same(200, site.get("North"));
                site.drop("North");
                same(200, site.get("North"));
            }),
            new Test("fifty pools are asked for at once", site -> {
                List<String> pools = IntStream.range(0, 50).mapToObj(n -> "Bath " + n).toList();
                pools.forEach(pool -> site.gateway.answers.put(pool, 200));
                site.gateway.patience = PATIENCE;
                site.gateway.crowd = new CyclicBarrier(pools.size());
                var seen = pools.stream().map(site::ask).toList();
                seen.forEach(one -> same(200, result(one)));
                same(false, site.gateway.crowd.isBroken());
            }),
            new Test("pools whose names look alike are pools of their own", site -> {
                Map<String, Object> pools = Map.of("Lido", 1, "lido", 2, "Lido ", 3, "", 4);
                site.gateway.answers.putAll(pools);
                pools.forEach((pool, people) -> same(people, site.get(pool)));
                pools.forEach((pool, people) -> same(people, site.get(pool)));
                same(4, site.gateway.asked.size());
            }),
            new Test("whatever the gateway throws, a usable count is shown", site -> {
                for (RuntimeException error : List.of(
                        new GatewayException("429"), new IllegalStateException("odd"))) {
                    site.drop("Lido");
                    site.answer(100);
                    site.get("Lido");
                    site.answer(error);
                    long begin = site.now.get();
                    for (int passed : new int[] {60, 180, 299}) {
                        site.now.set(begin + seconds(passed));
                        int asked = site.gateway.asked.size();
                        same(all(100), site.crowd("Lido"));
                        same(true, site.gateway.asked.size() > asked);
                        same(true, site.gateway.asked.size() <= asked + 1 + FEW);
                    }
                    site.now.set(begin + seconds(300));
                    same(error, site.get("Lido"));
                }
                same(1, site.gateway.mostAtOnce);
            }),
            new Test("without a usable count all get the exception, and it is not kept", site -> {
                RuntimeException error = new GatewayException("429");
                site.answer(error);
                same(all(error), site.crowd("Lido"));
                same(true, site.gateway.asked.size() <= FEW);
                site.answer(140);
                same(140, site.get("Lido"));
                same(1, site.gateway.mostAtOnce);
            }),
            new Test("an Error leaves no pool busy", site -> {
                site.answer(new StackOverflowError());
                same(StackOverflowError.class, site.get("Lido").getClass());
                site.answer(140);
                same(140, site.get("Lido"));
            }),
            new Test("the age is judged when the gateway has failed", site -> {
                for (double passed : new double[] {0.5, 1}) {
                    site.drop("Lido");
                    site.answer(100);
                    site.get("Lido");
                    site.later(299);
                    site.answer(new GatewayException("429"));
                    var first = site.hold("Lido");
                    site.later(passed);
                    site.gateway.letGo.countDown();
                    same(passed < 1, result(first).equals(100));
                }
            }),
            new Test("after a correction nobody sees what was asked before it", site -> {
                for (boolean known : new boolean[] {true, false}) {
                    site.drop("Lido");
                    site.answer(100);
                    if (known) {
                        site.get("Lido");
                        site.later(300);
                    }
                    int asked = site.gateway.asked.size();
                    var first = site.hold("Lido");
                    var second = site.ask("Lido");
                    waits(second);
                    site.answer(160);
                    site.drop("Lido");
                    var late = site.ask("Lido");
                    quietly(() -> late.get(100, TimeUnit.MILLISECONDS));
                    site.gateway.letGo.countDown();
                    same(List.of(160, 160, 160), List.of(result(first), result(second), result(late)));
                    same(160, site.get("Lido"));
                    same(asked + 2, site.gateway.asked.size());
                }
            }),
            new Test("an answer from before a correction ends no question from after it", site -> {
                var first = site.hold("Lido");
                CountDownLatch late = site.gateway.letGo;
                site.answer(160);
                site.drop("Lido");
                site.holdNext("Lido");
                var second = site.ask("Lido");
                quietly(() -> site.gateway.entered.await(100, TimeUnit.MILLISECONDS));
                late.countDown();
                same(true, site.gateway.entered.await(PATIENCE, TimeUnit.MILLISECONDS));
                waits(first);
                var third = site.ask("Lido");
                waits(third);
                site.gateway.letGo.countDown();
                same(List.of(160, 160, 160), List.of(result(first), result(second), result(third)));
                same(2, site.gateway.asked.size());
                same(160, site.get("Lido"));
            }),
            new Test("nor the old count that was shown meanwhile", site -> {
                site.get("Lido");
                site.later(60);
                site.answer(130);
                var first = site.hold("Lido");
                same(100, site.get("Lido"));
                site.answer(160);
                site.drop("Lido");
                var late = site.ask("Lido");
                quietly(() -> late.get(100, TimeUnit.MILLISECONDS));
                site.gateway.letGo.countDown();
                same(List.of(160, 160), List.of(result(first), result(late)));
            }),
            new Test("corrections follow each other", site -> {
                for (int number = 1; number <= 3; number++) {
                    int people = 100 + number;
                    site.gateway.meanwhile.add(() -> {
                        site.answer(people);
                        site.drop("Lido");
                    });
                }
                same(103, site.get("Lido"));
                same(4, site.gateway.asked.size());
            }),
            new Test("a correction of another pool sends nobody back", site -> {
                var first = site.hold("Lido");
                var second = site.ask("Lido");
                waits(second);
                site.drop("North");
                site.later(40);
                site.gateway.letGo.countDown();
                same(List.of(100, 100), List.of(result(first), result(second)));
                same(1, site.gateway.asked.size());
            }),
            new Test("no count from before a correction stands in for a failure", site -> {
                site.get("Lido");
                site.get("North");
                site.later(60);
                site.drop("Lido");
                site.drop("a pool that was never asked for");
                site.answer(new GatewayException("429"));
                site.gateway.answers.put("North", new GatewayException("429"));
                same(GatewayException.class, site.get("Lido").getClass());
                same(200, site.get("North"));
            }));

    /** Runs every test up to the first that fails. */
    public static void main(String[] args) {
        for (Test test : TESTS) {
            Site site = new Site();
            try {
                test.check().run(site);
            } catch (Exception | AssertionError e) {
                System.out.printf("%s: %s%n1 failed%n", test.name(), e);
                System.exit(1);
            } finally {
                site.gateway.letGo.countDown();
            }
        }
        System.out.printf("%d passed%n", TESTS.size());
        System.exit(0);
    }

    /** Somebody in a thread of their own; one who hangs does not keep the tests from ending. */
    private static CompletableFuture<Object> visitor(Supplier<Object> act) {
        CompletableFuture<Object> seen = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                seen.complete(act.get());
            } catch (Throwable e) {
                seen.complete(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return seen;
    }

    /** What a visitor saw: a count, or what was thrown. */
    private static Object result(CompletableFuture<Object> seen) {
        try {
            return seen.get(PATIENCE, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException | ExecutionException e) {
            throw new AssertionError("somebody waits for ever", e);
        }
    }

    private static void waits(CompletableFuture<Object> seen) throws Exception {
        try {
            throw new AssertionError("shown without waiting: " + seen.get(50, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            // As it should.
        }
    }

    private static void same(Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError("expected " + expected + ", got " + actual);
        }
    }

    private static List<Object> all(Object each) {
        return IntStream.range(0, CROWD).mapToObj(n -> each).toList();
    }

    private static long seconds(double seconds) {
        return (long) (seconds * 1_000_000_000);
    }

    private interface Wait {
        Object run() throws Exception;
    }

    private static void quietly(Wait wait) {
        try {
            wait.run();
        } catch (Exception e) {
            // It was only about the moment.
        }
    }
}
