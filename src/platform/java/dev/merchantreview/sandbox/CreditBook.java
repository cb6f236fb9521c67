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

/** What came in on the platform's account for remittances, once a reference, in a file. */
final class CreditBook {

  private static final String SEPARATOR = "\t";
  private final Path file;
  private final Map<String, Credit> credits = new LinkedHashMap<>();

  /** Money that came in; the texts as they stand between quotes in JSON. */
  record Credit(
      String reference,
      String amountFen,
      String remark,
      String payer,
      String payerAccount,
      Instant at) {

    String json() {
      return ("{\"reference\": \"%s\", \"amountFen\": %s, \"remark\": \"%s\", \"payer\": \"%s\","
              + " \"payerAccount\": \"%s\", \"at\": \"%s\"}")
          .formatted(reference, amountFen, remark, payer, payerAccount, at);
    }

    private String text() {
      return String.join(
              SEPARATOR, reference, amountFen, remark, payer, payerAccount, at.toString())
          + "\n";
    }

    private static Credit of(String text) {
      String[] parts = text.split(SEPARATOR, -1);
      return new Credit(parts[0], parts[1], parts[2], parts[3], parts[4], Instant.parse(parts[5]));
    }
  }

  /** Opens the book in a directory, or begins one there. */
  CreditBook(Path directory) throws IOException {
    file = Files.createDirectories(directory).resolve("bank-credits.tsv");
    if (Files.exists(file)) {
      Files.readAllLines(file).forEach(text -> enter(Credit.of(text)));
    }
  }

  private boolean enter(Credit credit) {
    return credits.putIfAbsent(credit.reference(), credit) == null;
  }

  /** Books, unless the reference was booked before. */
  synchronized void book(Credit credit) {
    if (!enter(credit)) {
      return;
    }
    try {
      Files.write(
          file,
          credit.text().getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** What came in, latest booked last. */
  synchronized List<Credit> credits() {
    return List.copyOf(credits.values());
  }
}
