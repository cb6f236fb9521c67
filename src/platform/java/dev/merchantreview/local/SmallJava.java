package dev.merchantreview.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The virtual machine that runs the Java programs of a local platform, all of which share a small
 * machine.
 */
final class SmallJava {

  // The quick compiler and the smallest collector start fastest and use the least of two cores. The
  // quick compiler's own code cache is small: when it fills up, the whole heap is collected, which
  // takes a fifth of a second each time.
  private static final List<String> OPTIONS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=240m",
          // A class space that grows step by step has the whole heap collected at each of them.
          "-XX:MetaspaceSize=192m",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData");

  private SmallJava() {}

  /** Where the program is that runs others: that of this virtual machine. */
  static String program() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * The options every program has, and its own.
   *
   * @param own as the virtual machine takes them; of two that contradict, the later one counts
   */
  static List<String> options(List<String> own) {
    return Stream.concat(OPTIONS.stream(), own.stream()).toList();
  }

  /**
   * The beginning of a command, to which the program's own options, its class path and its name are
   * added.
   */
  static List<String> command() {
    List<String> command = new ArrayList<>(List.of(program()));
    command.addAll(OPTIONS);
    return command;
  }
}
