package dev.merchantreview.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The processes of a platform, on record in files: so they can be stopped, and only they, also
 * after the launcher itself was killed. A process id counts only together with the moment its
 * process started.
 */
public final class Processes {

  /** What only makes later starts quicker: it is ended at once, with what it started. */
  static final String TRAINING = "training";

  /** How long a part may take until it is usable. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Path records;
  private final Path logs;
  private final Map<String, ProcessHandle> ours = new ConcurrentHashMap<>();

  Processes(Path home) {
    this.records = home.resolve("run");
    this.logs = home.resolve("log");
  }

  /** A process on record that is alive. */
  public record Running(String name, ProcessHandle handle, int order) {}

  public Path log(String name) {
    return logs.resolve(name + ".log");
  }

  /**
   * Starts a program and puts it on record.
   *
   * @param order counted up in the order of starting; stopping goes the other way
   */
  public ProcessHandle start(
      String name,
      int order,
      List<String> command,
      Path directory,
      Map<String, String> environment) {
    try {
      Files.createDirectories(logs);
      ProcessBuilder builder =
          new ProcessBuilder(apart(command))
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.to(log(name).toFile()))
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      builder.environment().putAll(environment);
      ProcessHandle handle = builder.start().toHandle();
      record(name, order, handle);
      return handle;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /**
   * In a session of its own where the system can: Ctrl-C reaches the launcher alone, which stops in
   * order.
   */
  private static List<String> apart(List<String> command) {
    if (!Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      return command;
    }
    List<String> apart = new ArrayList<>(List.of("/usr/bin/setsid"));
    apart.addAll(command);
    return apart;
  }

  void record(String name, int order, ProcessHandle handle) {
    ours.put(name, handle);
    try {
      Files.createDirectories(records);
      Files.writeString(
          records.resolve(name),
          order + " " + handle.pid() + " " + started(handle).toEpochMilli() + "\n");
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /**
   * Waits until something is so that a process started here brings about.
   *
   * @throws LaunchException when the process ends before, or nothing comes of it for too long
   */
  void await(String name, BooleanSupplier condition) {
    Http.await(
        name,
        PATIENCE,
        () -> {
          if (hasEnded(name)) {
            throw new LaunchException(name + " ended unexpectedly, see " + log(name));
          }
          return condition.getAsBoolean();
        });
  }

  /** True when this launcher started the process and it is alive no more, whoever ended it. */
  private boolean hasEnded(String name) {
    ProcessHandle handle = ours.get(name);
    return handle != null && !handle.isAlive();
  }

  boolean isRunning(String name) {
    ProcessHandle handle = ours.get(name);
    return handle != null && handle.isAlive();
  }

  /** In the order of starting. */
  public List<Running> running() {
    if (!Files.isDirectory(records)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(records)) {
      return files
          .flatMap(file -> running(file).stream())
          .sorted(Comparator.comparingInt(Running::order))
          .toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static Optional<Running> running(Path file) {
    try {
      String[] parts = Files.readString(file).strip().split(" ");
      int order = Integer.parseInt(parts[0]);
      long startedAt = Long.parseLong(parts[2]);
      return ProcessHandle.of(Long.parseLong(parts[1]))
          .filter(ProcessHandle::isAlive)
          .filter(handle -> started(handle).toEpochMilli() == startedAt)
          .map(handle -> new Running(file.getFileName().toString(), handle, order));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static Instant started(ProcessHandle handle) {
    return handle.info().startInstant().orElse(Instant.EPOCH);
  }

  /** Stops everything on record, the last started first, and waits for each. */
  public void stopAll(Consumer<String> told) {
    stop(running(), told);
  }

  /** Stops what this launcher started and nothing that another started since. */
  public void stopOurs(Consumer<String> told) {
    stop(
        running().stream()
            .filter(running -> running.handle().equals(ours.get(running.name())))
            .toList(),
        told);
  }

  private void stop(List<Running> some, Consumer<String> told) {
    for (Running running : some.reversed()) {
      told.accept(running.name());
      stop(running);
    }
  }

  public void stop(Running running) {
    // PostgreSQL takes SIGTERM as "when the last client has gone" and SIGINT as "now, in order".
    if (running.name().equals("postgres")) {
      signal(running.handle(), "INT");
    } else if (running.name().equals(TRAINING)) {
      running.handle().descendants().forEach(ProcessHandle::destroyForcibly);
      running.handle().destroyForcibly();
    } else {
      running.handle().destroy();
    }
    try {
      running.handle().onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException stuck) {
      running.handle().destroyForcibly();
      running.handle().onExit().join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException cause) {
      throw new IllegalStateException(cause);
    }
    try {
      Files.deleteIfExists(records.resolve(running.name()));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static void signal(ProcessHandle handle, String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(handle.pid())).start().waitFor();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
