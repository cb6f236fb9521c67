package dev.merchantreview.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Component;

/**
 * Has the database do several statements one behind the other, in one round trip: each sees what
 * those before it did and what others committed before it began, as if they had been sent one by
 * one. After one that fails none is done.
 */
@Component
public class OneTrip {

  /** What stands between two statements that are sent together, and in no statement. */
  public static final String BETWEEN = ";\n";

  private static final SqlParameterSource NONE = new MapSqlParameterSource();

  /** The texts of statements are constants: there are as many as are written in the code. */
  private final Map<String, Parsed> parsed = new ConcurrentHashMap<>();

  private final JdbcTemplate jdbc;

  OneTrip(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A statement.
   *
   * @param sql a constant; what varies is a parameter, none of them a collection
   * @param parameters by their names
   * @param rows is given what a question finds
   */
  public record Part(
      String sql, Map<String, ? extends @Nullable Object> parameters, RowCallbackHandler rows) {

    /** One that changes something. */
    public static Part change(String sql, Map<String, ? extends @Nullable Object> parameters) {
      return new Part(sql, parameters, row -> {});
    }
  }

  private record Parsed(ParsedSql named, String positional) {

    static Parsed of(String sql) {
      ParsedSql named = NamedParameterUtils.parseSqlStatement(sql);
      return new Parsed(named, NamedParameterUtils.substituteNamedParameters(named, NONE));
    }
  }

  /**
   * Does them.
   *
   * @return how many rows each changed; 0 where it only asked
   */
  public int[] run(List<Part> parts) {
    List<Parsed> texts = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    for (Part part : parts) {
      Parsed text = parsed.computeIfAbsent(part.sql(), Parsed::of);
      texts.add(text);
      Collections.addAll(
          values,
          NamedParameterUtils.buildValueArray(
              text.named(), new MapSqlParameterSource(part.parameters()), null));
    }
    String sql = texts.stream().map(Parsed::positional).collect(Collectors.joining(BETWEEN));
    int[] changed = new int[parts.size()];
    jdbc.execute(
        connection -> connection.prepareStatement(sql),
        (PreparedStatementCallback<@Nullable Void>)
            statement -> {
              new ArgumentPreparedStatementSetter(values.toArray()).setValues(statement);
              statement.execute();
              for (int i = 0; i < changed.length; i++) {
                changed[i] = outcome(statement, parts.get(i).rows());
                statement.getMoreResults();
              }
              return null;
            });
    return changed;
  }

  private static int outcome(PreparedStatement statement, RowCallbackHandler rows)
      throws SQLException {
    try (ResultSet found = statement.getResultSet()) {
      if (found == null) {
        return statement.getUpdateCount();
      }
      while (found.next()) {
        rows.processRow(found);
      }
      return 0;
    }
  }
}
