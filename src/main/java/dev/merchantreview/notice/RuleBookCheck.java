package dev.merchantreview.notice;

import dev.merchantreview.engine.DecisionEditions;
import dev.merchantreview.engine.EditionsChanged;
import dev.merchantreview.shared.FieldError;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Holds tables, editions and trees of categories against each other when the service starts, and on
 * each new day. What only files say stops the start. What became so by time, by a call or by
 * another release is told: in the log, in the health and by figures.
 */
@Component
class RuleBookCheck implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(RuleBookCheck.class);

  /** After the files' editions and notices, before the workers. */
  private static final int PHASE = NoticeFiles.PHASE + 1;

  private final EditionsInForce editions;
  private final UnusableEditions unusable;
  private final EditionCheck check;
  private final TreeCheck trees;
  private final MessageSource messages;
  private volatile Map<String, String> unsuitable = Map.of();
  private volatile Map<String, String> unanswered = Map.of();
  private volatile @Nullable LocalDate lookedOn;
  private volatile boolean running;

  RuleBookCheck(
      EditionsInForce editions,
      UnusableEditions unusable,
      EditionCheck check,
      TreeCheck trees,
      MessageSource messages,
      MeterRegistry meters) {
    this.editions = editions;
    this.unusable = unusable;
    this.check = check;
    this.trees = trees;
    this.messages = messages;
    Gauge.builder("merchantreview.rules.editions.unsuitable", this, one -> one.unsuitable.size())
        .description("Editions that count now or later and do not suit this release")
        .register(meters);
    Gauge.builder("merchantreview.rules.trees.unanswered", this, one -> one.unanswered.size())
        .description("What trees of categories open and no edition that counts answers any more")
        .register(meters);
  }

  @Override
  public void start() {
    readAll();
    check
        .released()
        .forEach(
            (table, errors) -> {
              throw new IllegalStateException(
                  "bpmn/rules/%s.dmn and the files that use it do not go together: %s"
                      .formatted(table, said(errors)));
            });
    List<String> wrong = look();
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          "config/categories cannot be used:\n  " + String.join("\n  ", wrong));
    }
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

  /** A notice begins and ends by itself. */
  @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
  void lookOnANewDay() {
    if (running && !editions.today().equals(lookedOn)) {
      look();
    }
  }

  /** The editions that do not suit this release, each with why. */
  Map<String, String> unsuitable() {
    return unsuitable;
  }

  /** What trees open and nothing answers any more, each with what is to be done. */
  Map<String, String> unanswered() {
    return unanswered;
  }

  /**
   * Marks what cannot be read before its day.
   *
   * @throws IllegalStateException when an edition counts that cannot be read and could be until now
   */
  private void readAll() {
    List<String> wrong = new ArrayList<>();
    for (DecisionEditions.TableEdition edition : editions.awaited()) {
      Optional<String> failure = failure(edition);
      if (failure.isEmpty()) {
        unusable.forget(edition);
      } else if (!editions.counts(edition) || unusable.has(edition)) {
        unusable.mark(edition, failure.get());
      } else {
        wrong.add(name(edition) + ": " + failure.get());
      }
    }
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          "editions that count today cannot be read by this release; go on with the release before, and end their notices"
              + " and publish ones that bring others before this one is started:\n  "
              + String.join("\n  ", wrong));
    }
  }

  private Optional<String> failure(DecisionEditions.TableEdition edition) {
    try {
      ReadTable.of(edition.table(), editions.content(edition.table(), edition.edition()));
      return Optional.empty();
    } catch (ReadTable.UnusableTableException unreadable) {
      return Optional.of(String.valueOf(unreadable.getMessage()));
    }
  }

  private static String name(DecisionEditions.TableEdition edition) {
    return edition.table() + "@" + edition.edition();
  }

  /**
   * @return what only files say
   */
  private List<String> look() {
    lookedOn = editions.today();
    Map<String, String> found = new TreeMap<>();
    for (DecisionEditions.TableEdition edition : editions.awaited()) {
      List<FieldError> errors =
          check.check(edition.table(), editions.content(edition.table(), edition.edition()), "");
      if (!errors.isEmpty()) {
        found.put(name(edition), said(errors));
      }
    }
    tell(
        unsuitable,
        found,
        "Edition {} counts now or later and does not suit this release: {}. Load one that does under another number, end"
            + " its notice and publish one that brings the other");
    unsuitable = Map.copyOf(found);
    TreeCheck.Found inTrees = trees.look();
    tell(unanswered, inTrees.told(), "config/categories: {}: {}");
    unanswered = Map.copyOf(inTrees.told());
    return inTrees.wrong();
  }

  /** Once for each reason. */
  private static void tell(Map<String, String> before, Map<String, String> now, String text) {
    now.forEach(
        (what, why) -> {
          if (!why.equals(before.get(what))) {
            LOG.error(text, what, why);
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
}
