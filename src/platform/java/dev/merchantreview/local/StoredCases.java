package dev.merchantreview.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** Cases put into a database without the way there, as many as are wanted. */
public final class StoredCases {

  private StoredCases() {}

  /**
   * What lists and searches of all cases read: their index, their events and their rounds.
   *
   * @param superuser of a database that has the service's tables
   * @param from the number of the first one
   * @param cases the number of the last one
   */
  public static void index(Connection superuser, int from, int cases) {
    run(superuser, "/bench/cases.sql", from, cases);
  }

  /**
   * What stands behind it, in every table that grows with them: the cases of the numbers from one
   * to another, both included.
   */
  public static void tables(Connection superuser, int from, int cases) {
    run(superuser, "/bench/data.sql", from, cases);
  }

  private static void run(Connection superuser, String file, int from, int cases) {
    try (InputStream sql = StoredCases.class.getResourceAsStream(file);
        Statement statement = superuser.createStatement()) {
      statement.execute(
          new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8)
              .replace(":from", Integer.toString(from))
              .replace(":cases", Integer.toString(cases)));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (SQLException cause) {
      throw new IllegalStateException(file, cause);
    }
  }
}
