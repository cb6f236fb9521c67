package dev.merchantreview.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The packed service as it is started here: its jar taken apart, because a virtual machine finds
 * classes in plain jars several times as fast as in jars within a jar, and a cache of its loaded
 * classes beside it where one was made.
 *
 * <p>Each build has a folder of its own, so that nothing is taken from under a service that runs.
 * The virtual machine itself looks whether a cache is its own and of these very jars, and goes on
 * without where it is not: a name with its version in it only has another one make its own.
 */
public final class ServiceProgram {

  private static final int FIRST_WITH_AHEAD_OF_TIME_CACHE = 25;

  private final Path jar;
  private final Path folder;
  private final Path cache;

  /**
   * @param root the project's folder, with the packed jar in {@code target}
   */
  public ServiceProgram(Path root) {
    this.jar = root.resolve("target/merchant-review.jar");
    Path builds = root.resolve("target/service");
    this.folder = builds.resolve(build());
    this.cache =
        folder.resolve("classes-" + Runtime.version() + (isAheadOfTime() ? ".aot" : ".jsa"));
  }

  private String build() {
    try {
      return Files.getLastModifiedTime(jar).toMillis() + "-" + Files.size(jar);
    } catch (IOException notBuilt) {
      throw new LaunchException("not built yet: " + jar);
    }
  }

  /** Whether this virtual machine makes its caches in a run for that purpose. */
  static boolean isAheadOfTime() {
    return Runtime.version().feature() >= FIRST_WITH_AHEAD_OF_TIME_CACHE;
  }

  /** Where the jar was taken apart, which is done now unless it was before. */
  Path folder() {
    if (Files.isDirectory(folder)) {
      return folder;
    }
    try {
      Files.createDirectories(folder.getParent());
      Path fresh = Files.createTempDirectory(folder.getParent(), "new-");
      int exit =
          new ProcessBuilder(
                  SmallJava.program(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Djarmode=tools",
                  "-jar",
                  jar.toString(),
                  "extract",
                  "--force",
                  "--destination",
                  fresh.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolveSibling("extract.log").toFile())
              .start()
              .waitFor();
      if (exit != 0) {
        throw new LaunchException(
            "could not take " + jar + " apart, see " + folder.resolveSibling("extract.log"));
      }
      moveWhole(fresh);
      return folder;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new LaunchException("interrupted while taking " + jar + " apart");
    }
  }

  /** Nobody sees half of it, and who comes second takes what is there. */
  private void moveWhole(Path fresh) throws IOException {
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException cause) {
      throw new UncheckedIOException(cause);
    } catch (FileSystemException there) {
      if (!Files.isDirectory(folder)) {
        throw there;
      }
      Launcher.wipe(fresh);
    }
  }

  /** What starts the service, but for its own arguments. */
  List<String> command(List<String> options) {
    return command(options, cacheOptions());
  }

  /** The same as if there were no cache. */
  List<String> commandWithoutCache(List<String> options) {
    return command(options, List.of());
  }

  private List<String> command(List<String> options, List<String> caching) {
    List<String> command = new ArrayList<>(List.of(SmallJava.program()));
    command.addAll(options);
    command.addAll(caching);
    command.addAll(List.of("-jar", folder().resolve(jar.getFileName()).toString()));
    return command;
  }

  private List<String> cacheOptions() {
    if (!isAheadOfTime()) {
      // Looked at, written at the end and written anew where it does not fit, by the machine
      // itself.
      return List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + cache);
    }
    return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
  }

  /**
   * Whether there is something to be gained by {@link #training}: where there is no cache, or one
   * that a virtual machine with these options does not take.
   */
  boolean isUntrained(List<String> options) {
    return isAheadOfTime() && !(Files.exists(cache) && isTaken(options));
  }

  /** Comes as far as the program's first line, or ends where the cache cannot be used. */
  private boolean isTaken(List<String> options) {
    List<String> command =
        command(options, List.of("--dry-run", "-XX:AOTMode=on", "-XX:AOTCache=" + cache));
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new LaunchException("interrupted while looking at " + cache);
    }
  }

  /**
   * A run that makes the cache and ends: the service comes as far as all its parts are made, takes
   * no request and opens no worker. To be kept by {@link #keep} once it has ended well.
   */
  List<String> training(List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("nice", "-n", "19", SmallJava.program()));
    command.addAll(options);
    command.addAll(
        List.of(
            "-XX:AOTCacheOutput=" + unfinished(),
            "-Dspring.context.exit=onRefresh",
            "-jar",
            folder().resolve(jar.getFileName()).toString()));
    command.addAll(arguments);
    return command;
  }

  /** Takes what a training wrote; half of it, as of one that was stopped, is never taken. */
  void keep() {
    try {
      Files.move(unfinished(), cache, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  boolean hasTrained() {
    return Files.exists(unfinished());
  }

  private Path unfinished() {
    return folder.resolve(cache.getFileName() + ".new");
  }

  /** Removes what earlier builds left; nothing of them may run. */
  void forgetEarlierBuilds() {
    if (!Files.isDirectory(folder.getParent())) {
      return;
    }
    try (Stream<Path> builds = Files.list(folder.getParent())) {
      builds
          .filter(Files::isDirectory)
          .filter(build -> !build.equals(folder))
          .forEach(Launcher::wipe);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
