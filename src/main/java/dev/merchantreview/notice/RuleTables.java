package dev.merchantreview.notice;

import dev.merchantreview.engine.DecisionEditions;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.UnusableRuleException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;

/**
 * Asks decision tables in this process, by the libraries the engine itself uses: for questions that
 * are asked by the hundred thousand, and for those about a day to come.
 */
@Component
public class RuleTables {

  private final EditionsInForce inForce;
  private final Editions editions;
  // The release's tables do not change while the service runs, and an edition that was loaded
  // never.
  private final Map<DecisionEditions.TableEdition, Read> read = new ConcurrentHashMap<>();

  RuleTables(EditionsInForce inForce, Editions editions) {
    this.inForce = inForce;
    this.editions = editions;
  }

  /**
   * A row.
   *
   * @param tests what it says in each column, by the column's expression
   */
  public record Row(String id, Map<String, String> tests) {}

  /**
   * What a table answered.
   *
   * @param rows those that matched
   * @param evidence for the record: which table in which edition said so, asked what, by which rows
   */
  public record Answer(JsonNode output, List<Row> rows, Map<String, Object> evidence) {}

  private record Read(ReadTable table, Map<String, Row> rows) {}

  /** The edition of a table that counts on a platform on a day. */
  public final class DayTable {

    private final String table;
    private final Optional<DecisionEditions.InForce> counts;
    private final Read read;

    private DayTable(String table, Optional<DecisionEditions.InForce> counts) {
      this.table = table;
      this.counts = counts;
      this.read =
          RuleTables.this.read.computeIfAbsent(
              new DecisionEditions.TableEdition(
                  table,
                  counts.map(DecisionEditions.InForce::edition).orElse(DecisionEditions.RELEASED)),
              RuleTables.this::read);
    }

    /**
     * @param inputs texts and numbers; what is not there is left out
     * @throws UnusableRuleException when the table fails on them
     */
    public Answer ask(Map<String, Object> inputs) {
      try {
        ReadTable.Answer answer = read.table().ask(inputs);
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("decision", table);
        evidence.put(
            "edition",
            counts.map(DecisionEditions.InForce::edition).orElse(DecisionEditions.RELEASED));
        counts.ifPresent(
            one -> {
              evidence.put("inForceSince", one.since().toString());
              evidence.put("notice", one.notice());
            });
        evidence.put("rules", answer.rows());
        evidence.put("inputs", inputs);
        evidence.put("output", answer.output());
        return new Answer(answer.output(), rows(answer.rows()), evidence);
      } catch (ReadTable.UnusableTableException failed) {
        throw new UnusableRuleException(table, table + " failed: " + failed.getMessage(), failed);
      }
    }

    /** Rows by their ids; an id the edition does not have is left out. */
    public List<Row> rows(List<String> ids) {
      List<Row> rows = new ArrayList<>();
      for (String id : ids) {
        Optional.ofNullable(read.rows().get(id)).ifPresent(rows::add);
      }
      return List.copyOf(rows);
    }
  }

  /**
   * @throws UnusableRuleException when the edition cannot be read
   */
  public DayTable on(String table, Platform platform, LocalDate day) {
    return new DayTable(table, inForce.onDay(table, platform, day));
  }

  private Read read(DecisionEditions.TableEdition edition) {
    String dmn =
        editions
            .content(edition.table(), edition.edition())
            .orElseThrow(
                () ->
                    new UnusableRuleException(
                        edition.table(), "there is no " + edition.table(), null));
    try {
      TableFile file = TableFile.of(dmn);
      return new Read(
          ReadTable.of(edition.table(), dmn),
          file.rows().stream()
              .map(row -> new Row(row.id(), tests(file.columns(), row.tests())))
              .collect(Collectors.toUnmodifiableMap(Row::id, row -> row)));
    } catch (ReadTable.UnusableTableException | SAXException unreadable) {
      throw new UnusableRuleException(
          edition.table(), edition.table() + " cannot be read: " + unreadable, unreadable);
    }
  }

  private static Map<String, String> tests(List<String> columns, List<String> tests) {
    Map<String, String> by = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      by.put(columns.get(i), tests.get(i));
    }
    return by;
  }
}
