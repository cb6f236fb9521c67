package dev.merchantreview.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/**
 * Measures both permits, of sales and of programmes, beside a constant of the same service: rates
 * in turns, and the processor time each answer takes in the service and in the database, which a
 * busy machine changes little. A service and a database of its own, without an engine.
 */
public final class GateBench {

  private static final int ROUNDS = 3;
  private static final int CLIENTS = 8;
  private static final int MEMBERS = 20_000;
  private static final Duration TIME = Duration.ofSeconds(5);
  private static final double NANOS_A_MICRO = 1_000;

  private final BenchService bench = new BenchService();
  private final ApiClient admin = bench.admin();
  private final PermitBench permits = new PermitBench(bench.settings());

  private GateBench() {}

  /** What one round came to: the load's result, and microseconds of processor time an answer. */
  private record Measured(Load.Result result, double service, double database) {}

  public static void main(String[] args) {
    new GateBench().run();
  }

  private void run() {
    bench.begin();
    ProcessHandle service =
        bench.start("--merchant-review.programmes.look=1h", "--merchant-review.scores.look=1h");
    bench.execute(PermitBench.catalogue());
    bench.execute(PermitBench.STANDINGS);
    bench.fill(
        ProgrammeBench.members(MEMBERS),
        "streamer",
        "streamer_standing",
        "product",
        "filing",
        "figure",
        "store",
        "programme_membership");
    Map<String, BooleanSupplier> calls = new LinkedHashMap<>();
    calls.put("a constant", permits::constant);
    calls.put("sale-permits", permits::permit);
    calls.put("permits", this::member);
    Map<String, List<Measured>> measured = new LinkedHashMap<>();
    calls.values().forEach(call -> Load.run(CLIENTS, TIME, call));
    // In turns: whatever else the machine does meets all of them.
    for (int round = 0; round < ROUNDS; round++) {
      calls.forEach(
          (name, call) ->
              measured.computeIfAbsent(name, one -> new ArrayList<>()).add(measure(service, call)));
    }
    List<Measured> constants = Objects.requireNonNull(measured.get("a constant"));
    measured.forEach((name, rounds) -> print(name, rounds, constants));
    BenchService.stop(service);
    bench.end();
  }

  private Measured measure(ProcessHandle service, BooleanSupplier call) {
    double before = micros(service);
    double database = databaseMicros();
    Load.Result result = Load.run(CLIENTS, TIME, call);
    int answers = result.millis().size();
    return new Measured(
        result, (micros(service) - before) / answers, (databaseMicros() - database) / answers);
  }

  private boolean member() {
    return permits.isPermitted(
        String.format(
            Locale.ROOT,
            "/api/v1/permits?programme=douyin-alliance&subject=st_%016d",
            1 + ThreadLocalRandom.current().nextInt(MEMBERS)));
  }

  private static double micros(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / NANOS_A_MICRO;
  }

  private double databaseMicros() {
    return bench.process("postgres").children().mapToDouble(GateBench::micros).sum();
  }

  private static void print(String name, List<Measured> rounds, List<Measured> constants) {
    System.out.printf(
        Locale.ROOT,
        "%-14s %6.0f answers/s, %.2f of a constant, p50 %.2f ms, p99 %.2f ms; %.0f us of the service, %.0f of the database;"
            + " %d wrong%n",
        name,
        median(rounds.stream().map(one -> one.result().perSecond()).toList()),
        median(ratios(rounds, constants)),
        median(rounds.stream().map(one -> one.result().percentile(50)).toList()),
        median(rounds.stream().map(one -> one.result().percentile(99)).toList()),
        median(rounds.stream().map(Measured::service).toList()),
        median(rounds.stream().map(Measured::database).toList()),
        rounds.stream().mapToLong(one -> one.result().refused()).sum());
  }

  private static List<Double> ratios(List<Measured> rounds, List<Measured> constants) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < rounds.size(); i++) {
      ratios.add(rounds.get(i).result().perSecond() / constants.get(i).result().perSecond());
    }
    return ratios;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
