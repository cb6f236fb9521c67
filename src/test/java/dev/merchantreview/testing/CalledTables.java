package dev.merchantreview.testing;

import dev.merchantreview.shared.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tables of this release as diagrams call them by an expression. */
public final class CalledTables {

  private CalledTables() {}

  /** The id of one: the table's, the edition's number, and the beginning of the file's SHA-256. */
  public static String released(String table) {
    return table
        + ".1."
        + Sha256.hex(file(table).getBytes(StandardCharsets.UTF_8)).substring(0, 12);
  }

  /** Its file under that id. */
  public static String underItsId(String table) {
    String id = released(table);
    return file(table)
        .replace("\"" + table + "\"", "\"" + id + "\"")
        .replaceFirst(
            "(<definitions [^>]* id=\"[^\"]*)\"", "$1" + id.substring(table.length()) + "\"");
  }

  private static String file(String table) {
    try {
      return Files.readString(Path.of("bpmn/rules", table + ".dmn"));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
