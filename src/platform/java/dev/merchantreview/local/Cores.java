package dev.merchantreview.local;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Which cores of the machine a process may use, as Linux's {@code taskset} sets it. */
final class Cores {

  private Cores() {}

  /** How many this process may use. */
  static int available() {
    return Runtime.getRuntime().availableProcessors();
  }

  /**
   * Keeps a process, all its threads and all its children on one core.
   *
   * @param core from 0
   */
  static void pin(ProcessHandle process, int core) {
    set(process, Integer.toString(core));
  }

  /** Lets it use all of them again. */
  static void free(ProcessHandle process) {
    set(process, "0-" + (available() - 1));
  }

  private static void set(ProcessHandle process, String cores) {
    Stream.concat(Stream.of(process), process.descendants())
        .forEach(
            one ->
                run(
                    List.of(
                        "taskset",
                        "--all-tasks",
                        "--cpu-list",
                        "--pid",
                        cores,
                        Long.toString(one.pid()))));
  }

  private static void run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor() != 0) {
        throw new LaunchException(String.join(" ", command) + " fails");
      }
    } catch (IOException cause) {
      throw new LaunchException("no taskset: " + cause.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new LaunchException("stopped");
    }
  }
}
