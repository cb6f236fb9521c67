package dev.merchantreview.notice;

import dev.merchantreview.engine.DecisionEditions;
import dev.merchantreview.engine.DecisionTables;
import dev.merchantreview.engine.EditionsChanged;
import dev.merchantreview.rules.TableUse;
import dev.merchantreview.shared.FieldError;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Holds tables, editions and trees of categories against each other when the service starts. What
 * only files say stops the start; an edition that was loaded for another release cannot be changed
 * by who starts this one, so it is told: in the log, in the health and by a figure.
 */
@Component
class RuleBookCheck implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(RuleBookCheck.class);

  /** After the files' editions and notices, before the workers. */
  private static final int PHASE = NoticeFiles.PHASE + 1;

  private final DecisionTables tables;
  private final EditionsInForce editions;
  private final EditionCheck check;
  private final MessageSource messages;
  private volatile Map<String, String> unsuitable = Map.of();
  private volatile boolean running;

  RuleBookCheck(
      DecisionTables tables,
      EditionsInForce editions,
      EditionCheck check,
      MessageSource messages,
      MeterRegistry meters) {
    this.tables = tables;
    this.editions = editions;
    this.check = check;
    this.messages = messages;
    Gauge.builder("merchantreview.rules.editions.unsuitable", this, one -> one.unsuitable.size())
        .description("Editions that count now or later and do not suit this release")
        .register(meters);
  }

  @Override
  public void start() {
    look();
    tables.ids().stream().filter(check::isToldByTrees).forEach(this::requireWhole);
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(EditionsChanged changed) {
    look();
  }

  /** The editions that do not suit this release, each with why. */
  Map<String, String> unsuitable() {
    return unsuitable;
  }

  private void look() {
    Map<String, String> found = new TreeMap<>();
    for (DecisionEditions.TableEdition edition : editions.awaited()) {
      List<FieldError> errors =
          check.check(edition.table(), editions.content(edition.table(), edition.edition()), "");
      if (!errors.isEmpty()) {
        found.put(edition.table() + "@" + edition.edition(), said(errors));
      }
    }
    Map<String, String> before = unsuitable;
    unsuitable = Map.copyOf(found);
    found.forEach(
        (edition, why) -> {
          if (!why.equals(before.get(edition))) {
            LOG.error(
                "Edition {} counts now or later and does not suit this release: {}. Load one that does under another"
                    + " number, end its notice and publish one that brings the other",
                edition,
                why);
          }
        });
  }

  private String said(List<FieldError> errors) {
    return errors.stream()
        .map(
            error ->
                messages.getMessage(
                    "error." + error.code(), error.arguments().toArray(), Locale.ENGLISH))
        .collect(Collectors.joining("; "));
  }

  /**
   * @throws IllegalStateException when a tree names what no edition of the table has, or opens what
   *     none answers
   */
  private void requireWhole(String table) {
    ReadTable released = released(table);
    List<ReadTable> all = new ArrayList<>(List.of(released));
    editions.awaited().stream()
        .filter(one -> one.table().equals(table))
        .flatMap(one -> read(one).stream())
        .forEach(all::add);
    List<String> wrong =
        new ArrayList<>(
            check.unknown(table, all).stream()
                .map(
                    what ->
                        what
                            + ": bpmn/rules/%s.dmn has no rows for it; take it out, or write one it has"
                                .formatted(table))
                .toList());
    check.unanswered(table, released).stream()
        .filter(question -> !isAnswered(table, question))
        .map(
            question ->
                "%s: open, and bpmn/rules/%s.dmn has no row for it; close it to the store type, or give it another class"
                    .formatted(question.label(), table))
        .forEach(wrong::add);
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          "config/categories cannot be used:\n  " + String.join("\n  ", wrong));
    }
  }

  /** Whether the edition that counts instead of the release's answers. */
  private boolean isAnswered(String table, TableUse.Question question) {
    return editions
        .inForce(table, question.inputs())
        .filter(counts -> counts.edition() != DecisionEditions.RELEASED)
        .flatMap(counts -> read(new DecisionEditions.TableEdition(table, counts.edition())))
        .filter(read -> !check.unanswered(table, read).contains(question))
        .isPresent();
  }

  /** Empty for an edition that cannot be read any more, which is told of already. */
  private Optional<ReadTable> read(DecisionEditions.TableEdition edition) {
    try {
      return Optional.of(
          ReadTable.of(edition.table(), editions.content(edition.table(), edition.edition())));
    } catch (ReadTable.UnusableTableException unusable) {
      LOG.debug("{} cannot be read", edition, unusable);
      return Optional.empty();
    }
  }

  private ReadTable released(String table) {
    try {
      return ReadTable.of(table, tables.released(table).orElseThrow());
    } catch (ReadTable.UnusableTableException unusable) {
      throw new IllegalStateException("bpmn/rules/" + table + ".dmn cannot be read", unusable);
    }
  }
}
