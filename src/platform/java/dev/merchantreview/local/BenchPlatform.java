package dev.merchantreview.local;

import java.nio.file.Path;

/** The platform a measurement starts for itself, beside no other: two would measure each other. */
final class BenchPlatform {

  private BenchPlatform() {}

  /** Where it lives: with its data in a folder of its own. */
  static Settings settings() {
    Settings up = up();
    return up.at(up.root().resolve(".local/bench"));
  }

  /** Ends this process where a platform runs already; what it starts from here on ends with it. */
  static void claim(LocalPlatform own) {
    if (!new Processes(up().home()).running().isEmpty() || !own.processes().running().isEmpty()) {
      System.err.println(
          "a platform is up; stop it with ./merchant-review down, bench starts its own");
      System.exit(1);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> own.processes().stopOurs(name -> {})));
  }

  private static Settings up() {
    return Settings.fromEnvironment(Path.of("").toAbsolutePath());
  }
}
