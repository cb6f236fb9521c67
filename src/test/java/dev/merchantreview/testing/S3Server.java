package dev.merchantreview.testing;

import dev.merchantreview.local.LaunchException;
import dev.merchantreview.local.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * S3Proxy from its Maven artifact ({@code src/test/s3proxy}): a server that speaks S3 and checks
 * signatures, a process of its own, with its buckets in a directory.
 */
public final class S3Server implements AutoCloseable {

  public static final String ACCESS_KEY_ID = "tests";
  public static final String SECRET_ACCESS_KEY = "the-secret-of-tests";

  private final Path home = Scratch.directory("merchant-review-s3");
  private final int port = FreePorts.one();
  private Process process;

  /**
   * @param buckets that are there
   */
  public S3Server(String... buckets) {
    try {
      for (String bucket : buckets) {
        Files.createDirectories(home.resolve("buckets").resolve(bucket));
      }
      Files.writeString(
          home.resolve("settings"),
          """
          s3proxy.authorization=aws-v2-or-v4
          s3proxy.identity=%s
          s3proxy.credential=%s
          s3proxy.endpoint=http://127.0.0.1:%d
          jclouds.provider=filesystem-nio2
          jclouds.identity=none
          jclouds.credential=none
          jclouds.filesystem.basedir=%s
          """
              .formatted(ACCESS_KEY_ID, SECRET_ACCESS_KEY, port, home.resolve("buckets")));
      start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Where it is. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Starts it again on what is in the buckets. */
  public void start() {
    try {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin/java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx256m",
                  "-DLOG_LEVEL=warn",
                  "-cp",
                  classPath(),
                  "org.gaul.s3proxy.Main",
                  "--properties",
                  home.resolve("settings").toString())
              .redirectErrorStream(true)
              .redirectOutput(home.resolve("log").toFile())
              .start();
      TestPlatform.await("the S3 server", () -> isUp());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private boolean isUp() {
    if (!process.isAlive()) {
      throw new LaunchException("the S3 server ended: " + log());
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private String log() {
    try {
      return Files.readString(home.resolve("log"));
    } catch (IOException none) {
      return none.toString();
    }
  }

  /** Ends it; what is in the buckets stays. */
  public void stop() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    stop();
    Postgres.delete(home);
  }

  private static String classPath() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    Path kept = Files.createDirectories(root.resolve(".local/programs")).resolve("s3proxy");
    Path pom = root.resolve("src/test/s3proxy/pom.xml");
    if (!Files.exists(kept)
        || Files.getLastModifiedTime(kept).compareTo(Files.getLastModifiedTime(pom)) < 0) {
      fetch(root, pom, kept);
    }
    return Files.readString(kept).strip();
  }

  private static void fetch(Path root, Path pom, Path kept) throws IOException {
    Process maven =
        new ProcessBuilder(
                List.of(
                    root.resolve("mvnw").toString(),
                    "-B",
                    "-f",
                    pom.toString(),
                    "dependency:build-classpath",
                    "-Dmdep.outputFile=" + kept))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (maven.onExit().join().exitValue() != 0) {
      Files.deleteIfExists(kept);
      throw new LaunchException("the S3 server could not be fetched by " + pom);
    }
  }
}
