package dev.merchantreview.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What the service tells a decision table, and what it can do with the answers: by this an edition
 * is judged when it is handed in, and the trees of categories when the service starts. Whoever asks
 * a table has one of it.
 */
public interface TableUse {

  /** The table's id. */
  String table();

  /** The names of everything the table is told when it is asked. */
  Set<String> inputs();

  /**
   * Why an answer cannot be used.
   *
   * @param code of {@code error.<code>}: its text is told the row's number, its id and what it says
   * @param allowed what may stand there, for the text; may be empty
   */
  record Flaw(String code, String allowed) {}

  /**
   * Whether what a row says can be used.
   *
   * @return empty when it can
   */
  Optional<Flaw> flaw(JsonNode said);

  /**
   * Something the table will be asked.
   *
   * @param label what it is about, for persons
   */
  record Question(String label, Map<String, Object> inputs) {}

  /** What needs an answer; nothing where it is an answer, too, that no row matches. */
  default List<Question> questions() {
    return List.of();
  }

  /**
   * Something the table has to have rows of its own for.
   *
   * @param what it is, with the file that says so
   * @param asked questions about it
   * @param other the same about something nobody knows, in the same order: one at least is answered
   *     by other rows
   */
  record Known(String what, List<Map<String, Object>> asked, List<Map<String, Object>> other) {}

  /** What would fall under the rows of all others unnoticed if it were misspelt. */
  default List<Known> known() {
    return List.of();
  }
}
