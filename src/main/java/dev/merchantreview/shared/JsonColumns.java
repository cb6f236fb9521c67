package dev.merchantreview.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads columns that hold JSON. */
@Component
public class JsonColumns {

  private final JsonMapper json;

  public JsonColumns(JsonMapper json) {
    // Nulls are written, too, although the API leaves them out: a field that is cleared has to
    // replace what is kept.
    this.json =
        json.rebuild()
            .addMixIn(CaseId.class, Plain.class)
            .changeDefaultPropertyInclusion(
                any -> JsonInclude.Value.construct(Include.ALWAYS, Include.ALWAYS))
            .build();
  }

  /** An id is kept as its text. */
  private abstract static class Plain {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Plain(String value) {}

    @JsonValue
    abstract String value();
  }

  /** The column's text; null for null. */
  public @Nullable String text(@Nullable Object value) {
    return value == null ? null : written(value);
  }

  /** The text of a column that is never null. */
  public String written(Object value) {
    return json.writeValueAsString(value);
  }

  /** The JSON that is kept of a value, to be changed before it is kept. */
  public ObjectNode tree(Object value) {
    return json.valueToTree(value);
  }

  /** The value of a column that is never null. */
  public <T> T get(ResultSet row, String column, Class<T> type) throws SQLException {
    return json.readValue(row.getString(column), type);
  }

  /** The object a text is. */
  public Map<String, Object> map(String text) {
    return json.readValue(text, new TypeReference<Map<String, Object>>() {});
  }

  /** A value as JSON; null is JSON's null. */
  public JsonNode node(@Nullable Object value) {
    return json.valueToTree(value);
  }

  /** The value of a text. */
  public <T> T value(String text, Class<T> type) {
    return json.readValue(text, type);
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
