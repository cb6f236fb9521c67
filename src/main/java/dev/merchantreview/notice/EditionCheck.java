package dev.merchantreview.notice;

import dev.merchantreview.engine.DecisionTables;
import dev.merchantreview.rules.TableUse;
import dev.merchantreview.rules.TableUses;
import dev.merchantreview.shared.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Judges an edition before it is loaded: it is asked what the released table is asked, answers what
 * the service can use, and each of its rows can be named.
 */
@Component
public class EditionCheck {

  /** More than the largest table here by far; ours. */
  static final int MOST_CHARACTERS = 400_000;

  private static final int MOST_NAMED = 10;

  private final DecisionTables tables;
  private final Map<String, TableUse> uses;
  private final Set<String> ofFiles;

  EditionCheck(DecisionTables tables, List<TableUse> uses, List<TableUses> more) {
    this.tables = tables;
    this.uses =
        Stream.concat(uses.stream(), more.stream().flatMap(one -> one.uses().stream()))
            .collect(Collectors.toMap(TableUse::table, use -> use));
    this.ofFiles =
        more.stream()
            .flatMap(one -> one.uses().stream())
            .map(TableUse::table)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What is wrong with the released tables that files say how to use, by the table. */
  Map<String, List<FieldError>> released() {
    Map<String, List<FieldError>> wrong = new TreeMap<>();
    for (String table : ofFiles) {
      List<FieldError> errors = check(table, tables.released(table).orElseThrow(), "");
      if (!errors.isEmpty()) {
        wrong.put(table, errors);
      }
    }
    return wrong;
  }

  /**
   * Everything that is wrong with an edition.
   *
   * @param table the table it is of
   * @param pointer where it stands
   */
  public List<FieldError> check(String table, String dmn, String pointer) {
    String released = tables.released(table).orElse(null);
    if (released == null) {
      return List.of(
          FieldError.of(pointer, "UNKNOWN_TABLE", table, String.join("、", tables.ids())));
    }
    if (dmn.length() > MOST_CHARACTERS) {
      return List.of(FieldError.of(pointer, "TOO_LONG"));
    }
    try {
      return new Judged(
              table,
              TableFile.of(dmn),
              TableFile.of(released),
              Optional.ofNullable(uses.get(table)),
              pointer)
          .errors(dmn);
    } catch (SAXException unreadable) {
      return List.of(
          FieldError.of(
              pointer,
              "EDITION_UNREADABLE",
              (unreadable instanceof SAXParseException at
                      ? at.getLineNumber() + ":" + at.getColumnNumber() + " "
                      : "")
                  + unreadable.getMessage()));
    }
  }

  /** One edition beside the release's. */
  private static final class Judged {

    private final String table;
    private final TableFile edition;
    private final TableFile released;
    private final Optional<TableUse> use;
    private final String pointer;
    private final Set<String> told = new TreeSet<>();
    private final Set<String> asked = new HashSet<>();
    private final List<FieldError> errors = new ArrayList<>();

    Judged(
        String table,
        TableFile edition,
        TableFile released,
        Optional<TableUse> use,
        String pointer) {
      this.table = table;
      this.edition = edition;
      this.released = released;
      this.use = use;
      this.pointer = pointer;
      use.ifPresent(one -> told.addAll(one.inputs()));
      released.columns().forEach(column -> told.addAll(FeelText.expression(column).names()));
      released
          .rows()
          .forEach(row -> row.tests().forEach(test -> told.addAll(FeelText.tests(test).names())));
    }

    private void wrong(String code, Object... arguments) {
      errors.add(FieldError.of(pointer, code, arguments));
    }

    List<FieldError> errors(String dmn) {
      if (!edition.decisions().equals(List.of(table))) {
        wrong("EDITION_OTHER_DECISION", table, String.join("、", edition.decisions()));
        return errors;
      }
      form();
      columns();
      edition.rows().forEach(this::row);
      lacking();
      if (errors.isEmpty()) {
        answers(dmn);
      }
      return errors;
    }

    private void form() {
      if (!edition.hitPolicy().equals(released.hitPolicy())) {
        wrong("EDITION_OTHER_HIT_POLICY", edition.hitPolicy(), released.hitPolicy());
      }
      if (!Set.copyOf(edition.outputs()).equals(Set.copyOf(released.outputs()))) {
        wrong(
            "EDITION_OTHER_OUTPUTS",
            String.join("、", edition.outputs()),
            String.join("、", released.outputs()));
      }
      List<String> ids = edition.rows().stream().map(TableFile.Row::id).toList();
      if (ids.contains("") || new HashSet<>(ids).size() < ids.size()) {
        wrong("EDITION_ROWS_WITHOUT_ID");
      }
    }

    private void columns() {
      for (String column : edition.columns()) {
        FeelText text = FeelText.expression(column);
        asked.addAll(text.names());
        String unknown = unknown(text);
        if (!text.failure().isEmpty()) {
          wrong("EDITION_COLUMN_UNREADABLE", column, text.failure());
        } else if (!unknown.isEmpty()) {
          wrong("EDITION_COLUMN_UNKNOWN_NAMES", column, unknown, String.join("、", told));
        }
      }
    }

    private void row(TableFile.Row row) {
      if (row.tests().size() != edition.columns().size()
          || row.says().size() != edition.outputs().size()) {
        wrong("EDITION_ROW_CELLS", row.number(), row.id());
        return;
      }
      for (String test : row.tests()) {
        FeelText text = FeelText.tests(test);
        asked.addAll(text.names());
        readable(row, text);
      }
      List<FeelText> says = row.says().stream().map(FeelText::expression).toList();
      if (says.stream().filter(text -> readable(row, text)).count() == says.size()) {
        says(row, says);
      }
    }

    private boolean readable(TableFile.Row row, FeelText text) {
      String unknown = unknown(text);
      if (!text.failure().isEmpty()) {
        wrong("EDITION_ROW_UNREADABLE", row.number(), row.id(), text.text(), text.failure());
      } else if (!unknown.isEmpty()) {
        wrong(
            "EDITION_ROW_UNKNOWN_NAMES",
            row.number(),
            row.id(),
            text.text(),
            unknown,
            String.join("、", told));
      }
      return text.failure().isEmpty() && unknown.isEmpty();
    }

    private String unknown(FeelText text) {
      return Stream.concat(
              text.names().stream().filter(name -> !told.contains(name)),
              text.unknownFunctions().stream().map(name -> name + "()"))
          .collect(Collectors.joining("、"));
    }

    /** What follows from a case cannot be judged before there is one: a row says a value. */
    private void says(TableFile.Row row, List<FeelText> says) {
      String text = says.stream().map(FeelText::text).collect(Collectors.joining(", "));
      if (says.stream().anyMatch(one -> !one.names().isEmpty())) {
        wrong("EDITION_ROW_SAYS_NO_VALUE", row.number(), row.id(), text);
        return;
      }
      JsonNode value = says.size() == 1 ? says.getFirst().value() : object(says);
      use.flatMap(one -> one.flaw(value))
          .ifPresent(flaw -> wrong(flaw.code(), row.number(), row.id(), text, flaw.allowed()));
    }

    private JsonNode object(List<FeelText> says) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (int i = 0; i < says.size(); i++) {
        object.set(edition.outputs().get(i), says.get(i).value());
      }
      return object;
    }

    /** A column of the release that no column and no row of the edition asks for. */
    private void lacking() {
      for (String column : released.columns()) {
        FeelText text = FeelText.expression(column);
        if (!text.names().isEmpty() && text.names().stream().noneMatch(asked::contains)) {
          wrong("EDITION_LACKS_COLUMN", column);
        }
      }
    }

    private void answers(String dmn) {
      try {
        List<String> unanswered =
            unanswered(use, ReadTable.of(table, dmn)).stream()
                .map(TableUse.Question::label)
                .toList();
        if (!unanswered.isEmpty()) {
          wrong(
              "EDITION_WITHOUT_ROW",
              unanswered.stream().limit(MOST_NAMED).collect(Collectors.joining("；"))
                  + (unanswered.size() > MOST_NAMED ? "；…" : ""));
        }
      } catch (ReadTable.UnusableTableException unusable) {
        wrong("EDITION_UNREADABLE", String.valueOf(unusable.getMessage()));
      }
    }
  }

  /** Whether something other than the table says what it has to answer, or to know. */
  boolean isToldByTrees(String table) {
    TableUse use = uses.get(table);
    return use != null && !(use.questions().isEmpty() && use.known().isEmpty());
  }

  /** What has to be answered and is not, or not by anything that can be used. */
  List<TableUse.Question> unanswered(String table, ReadTable read) {
    return unanswered(Optional.ofNullable(uses.get(table)), read);
  }

  private static List<TableUse.Question> unanswered(Optional<TableUse> use, ReadTable read) {
    return use.stream()
        .flatMap(
            one ->
                one.questions().stream()
                    .filter(question -> one.flaw(answer(read, question.inputs())).isPresent()))
        .toList();
  }

  private static JsonNode answer(ReadTable read, Map<String, Object> inputs) {
    try {
      return read.ask(inputs).output();
    } catch (ReadTable.UnusableTableException failed) {
      return JsonNodeFactory.instance.nullNode();
    }
  }

  /** What somebody says the table knows, and none of these does. */
  List<String> unknown(String table, List<ReadTable> reads) {
    return Optional.ofNullable(uses.get(table)).stream()
        .flatMap(use -> use.known().stream())
        .filter(known -> reads.stream().noneMatch(read -> knows(read, known)))
        .map(TableUse.Known::what)
        .toList();
  }

  private static boolean knows(ReadTable read, TableUse.Known known) {
    for (int i = 0; i < known.asked().size(); i++) {
      if (!rows(read, known.asked().get(i)).equals(rows(read, known.other().get(i)))) {
        return true;
      }
    }
    return false;
  }

  private static List<String> rows(ReadTable read, Map<String, Object> inputs) {
    try {
      return read.ask(inputs).rows();
    } catch (ReadTable.UnusableTableException failed) {
      return List.of();
    }
  }
}
