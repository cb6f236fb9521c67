package dev.merchantreview.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Everything that is logged to the console in this JVM while it is open, by all services of all
 * tests. Taken from the console, because each service that starts sets logging up anew and forgets
 * who else listens.
 */
public final class LoggedLines implements AutoCloseable {

  private final PrintStream console = System.out;
  private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
  private final PrintStream both =
      new PrintStream(
          new OutputStream() {
            @Override
            public void write(int one) throws IOException {
              write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
              copy.write(bytes, from, length);
              console.write(bytes, from, length);
            }

            @Override
            public void flush() {
              console.flush();
            }
          },
          true,
          StandardCharsets.UTF_8);

  public LoggedLines() {
    System.setOut(both);
  }

  /** Those of so far. */
  public List<String> lines() {
    return copy.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Override
  public void close() {
    System.setOut(console);
  }
}
