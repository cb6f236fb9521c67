package dev.merchantreview.shared;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads columns that hold JSON. */
@Component
public class JsonColumns {

  private final JsonMapper json;

  public JsonColumns(JsonMapper json) {
    this.json = json;
  }

  /** The column's text; null for null. */
  public @Nullable String text(@Nullable Object value) {
    return value == null ? null : json.writeValueAsString(value);
  }

  /** The column's value; null for null. */
  public <T extends Record> @Nullable T read(ResultSet row, String column, Class<T> type)
      throws SQLException {
    String text = row.getString(column);
    return text == null ? null : json.readValue(text, type);
  }

  /** The column's values. */
  public <T> List<T> readList(ResultSet row, String column, Class<T> type) throws SQLException {
    return json.readValue(
        row.getString(column), json.getTypeFactory().constructCollectionType(List.class, type));
  }
}
