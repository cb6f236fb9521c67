package dev.merchantreview.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the bank paid, once a number, in a file: a bank that is started again still knows, as the
 * service's database does.
 */
final class BankBook {

  private static final String SEPARATOR = ",";
  private final Path file;
  private final Map<String, Line> lines = new LinkedHashMap<>();

  /** A payment on the statement. */
  record Line(String number, String account, String amountFen, Instant at) {

    String json() {
      return "{\"number\": \"%s\", \"amountFen\": %s, \"at\": \"%s\"}"
          .formatted(number, amountFen, at);
    }

    private String text() {
      return String.join(SEPARATOR, number, account, amountFen, at.toString()) + "\n";
    }

    private static Line of(String text) {
      String[] parts = text.split(SEPARATOR);
      return new Line(parts[0], parts[1], parts[2], Instant.parse(parts[3]));
    }
  }

  /** Opens the book in a directory, or begins one there. */
  BankBook(Path directory) throws IOException {
    file = Files.createDirectories(directory).resolve("bank.csv");
    if (Files.exists(file)) {
      Files.readAllLines(file).forEach(text -> enter(Line.of(text)));
    }
  }

  private boolean enter(Line line) {
    return lines.putIfAbsent(line.number(), line) == null;
  }

  synchronized boolean has(String number) {
    return lines.containsKey(number);
  }

  /** Pays, unless the number was paid before. */
  synchronized void pay(Line line) {
    if (!enter(line)) {
      return;
    }
    try {
      Files.write(
          file,
          line.text().getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** What was paid, latest last. */
  synchronized List<Line> lines() {
    return List.copyOf(lines.values());
  }
}
