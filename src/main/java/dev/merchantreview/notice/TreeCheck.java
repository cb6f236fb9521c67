package dev.merchantreview.notice;

import dev.merchantreview.engine.DecisionEditions;
import dev.merchantreview.engine.DecisionTables;
import dev.merchantreview.rules.TableUse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Holds trees of categories against the tables that have to answer what they open. What no edition
 * ever answered is a fault of the files. What one answered whose notice has ended, or was taken
 * back, became so by itself or by a call: no start may be stopped by it.
 */
@Component
class TreeCheck {

  private static final String PLATFORM = "platform";

  private final DecisionTables tables;
  private final Editions editions;
  private final EditionsInForce inForce;
  private final EditionCheck check;
  private final Map<String, Left> left = new ConcurrentHashMap<>();
  // An edition that was loaded never changes.
  private final Map<DecisionEditions.TableEdition, Kept> read = new ConcurrentHashMap<>();

  TreeCheck(DecisionTables tables, Editions editions, EditionsInForce inForce, EditionCheck check) {
    this.tables = tables;
    this.editions = editions;
    this.inForce = inForce;
    this.check = check;
  }

  /**
   * What was found.
   *
   * @param wrong what only files say
   * @param told what counted once and does not now, each with what is to be done
   */
  record Found(List<String> wrong, Map<String, String> told) {}

  /** What the released table does not say; it is asked once for as long as the service runs. */
  private record Left(List<TableUse.Question> unanswered, List<String> unknown) {}

  /**
   * An edition.
   *
   * @param read empty when it cannot be read, so that nobody knows what it answered
   * @param unanswered what it does not answer of what is asked
   */
  private record Kept(int edition, Optional<ReadTable> read, List<TableUse.Question> unanswered) {

    boolean answers(TableUse.Question question) {
      return read.isPresent() && !unanswered.contains(question);
    }
  }

  /** Looks at all tables that trees say something of. */
  Found look() {
    Found found = new Found(new ArrayList<>(), new TreeMap<>());
    tables.ids().stream().filter(check::isToldByTrees).forEach(table -> look(table, found));
    return found;
  }

  private void look(String table, Found found) {
    Left open = left.computeIfAbsent(table, this::left);
    if (open.unanswered().isEmpty() && open.unknown().isEmpty()) {
      return;
    }
    List<Kept> kept =
        editions.of(table).stream()
            .map(
                one ->
                    read.computeIfAbsent(
                        new DecisionEditions.TableEdition(table, one.edition()),
                        edition -> kept(edition, one.content())))
            .toList();
    open.unanswered().forEach(question -> answered(table, question, kept, found));
    open.unknown().forEach(what -> known(table, what, kept, found));
  }

  private Left left(String table) {
    ReadTable released = released(table);
    return new Left(check.unanswered(table, released), check.unknown(table, List.of(released)));
  }

  private ReadTable released(String table) {
    try {
      return ReadTable.of(table, tables.released(table).orElseThrow());
    } catch (ReadTable.UnusableTableException unusable) {
      throw new IllegalStateException("bpmn/rules/" + table + ".dmn cannot be read", unusable);
    }
  }

  private Kept kept(DecisionEditions.TableEdition edition, String dmn) {
    try {
      ReadTable table = ReadTable.of(edition.table(), dmn);
      return new Kept(
          edition.edition(), Optional.of(table), check.unanswered(edition.table(), table));
    } catch (ReadTable.UnusableTableException unusable) {
      return new Kept(edition.edition(), Optional.empty(), List.of());
    }
  }

  /**
   * A question is asked today. An edition that counted on an earlier day for its platform has
   * counted for good: the days before today only become more.
   */
  private void answered(String table, TableUse.Question question, List<Kept> kept, Found found) {
    int today =
        inForce
            .inForce(table, question.inputs())
            .map(DecisionEditions.InForce::edition)
            .orElse(DecisionEditions.RELEASED);
    if (kept.stream().anyMatch(one -> one.edition() == today && one.answers(question))) {
      return;
    }
    String platform = String.valueOf(question.inputs().get(PLATFORM));
    Optional<EditionsInForce.Counted> counted =
        inForce.counted(table, platform).stream()
            .filter(
                before ->
                    kept.stream()
                        .anyMatch(
                            one ->
                                one.edition() == before.edition()
                                    && (one.read().isEmpty() || one.answers(question))))
            .findFirst();
    counted.ifPresentOrElse(
        before ->
            found
                .told()
                .put(
                    table + ": " + question.label(),
                    "open, and no row that counts today answers it; %s. Publish a notice with an edition that does, or"
                            .formatted(said(before))
                        + " close it to the store type"),
        () ->
            found
                .wrong()
                .add(
                    "%s: open, and bpmn/rules/%s.dmn has no row for it; close it to the store type, or give it another class"
                        .formatted(question.label(), table)));
  }

  private static String said(EditionsInForce.Counted counted) {
    LocalDate end = counted.until();
    return "edition %d, which notice %s brought%s, did"
        .formatted(counted.edition(), counted.notice(), end == null ? "" : " until " + end);
  }

  /** What some edition on record knows is no misspelling. */
  private void known(String table, String what, List<Kept> kept, Found found) {
    List<Integer> awaited =
        inForce.awaited().stream()
            .filter(one -> one.table().equals(table))
            .map(DecisionEditions.TableEdition::edition)
            .toList();
    List<ReadTable> present = new ArrayList<>();
    List<ReadTable> all = new ArrayList<>();
    for (Kept one : kept) {
      one.read().ifPresent(all::add);
      one.read().filter(read -> awaited.contains(one.edition())).ifPresent(present::add);
    }
    if (!check.unknown(table, present).contains(what)) {
      return;
    }
    boolean mayBeKnown =
        kept.stream().anyMatch(one -> one.read().isEmpty())
            || !check.unknown(table, all).contains(what);
    if (mayBeKnown) {
      found
          .told()
          .put(
              table + ": " + what,
              "no edition that counts now or later has rows for it, one on record has or cannot be read: the rows of all"
                  + " others count. Publish a notice with an edition that has them, or take it out");
    } else {
      found
          .wrong()
          .add(
              what
                  + ": bpmn/rules/%s.dmn has no rows for it; take it out, or write one it has"
                      .formatted(table));
    }
  }
}
