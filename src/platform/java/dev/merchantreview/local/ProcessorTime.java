package dev.merchantreview.local;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How long the parts of a platform have used processors, by the system's own count: unlike a rate,
 * that hardly depends on what else the machine does.
 */
final class ProcessorTime {

  private final LocalPlatform platform;
  private final ProcessHandle database;
  private final Map<String, Double> before;

  private ProcessorTime(LocalPlatform platform, ProcessHandle database) {
    this.platform = platform;
    this.database = database;
    this.before = millis();
  }

  /** From now on. */
  static ProcessorTime ofParts(LocalPlatform platform, Settings settings) {
    return new ProcessorTime(platform, Postgres.process(settings.home().resolve("data/postgres")));
  }

  /** What each of so many cases has cost each part since, in milliseconds of one processor. */
  String each(int cases) {
    return millis().entrySet().stream()
        .map(
            part ->
                "%s %.1f"
                    .formatted(
                        part.getKey(),
                        (part.getValue() - before.getOrDefault(part.getKey(), 0.0)) / cases))
        .collect(Collectors.joining(", ", "", " ms"));
  }

  private Map<String, Double> millis() {
    Map<String, Double> millis = new LinkedHashMap<>();
    for (Processes.Running running : platform.processes().running()) {
      millis.put(running.name(), used(Stream.of(running.handle())));
    }
    millis.put("database", used(database.descendants()));
    millis.put("load", used(Stream.of(ProcessHandle.current())));
    return millis;
  }

  private static double used(Stream<ProcessHandle> processes) {
    return processes
        .mapToDouble(one -> one.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6)
        .sum();
  }
}
