package dev.merchantreview.console;

import dev.merchantreview.caseindex.FoundCase;
import dev.merchantreview.cases.CaseProcesses;
import dev.merchantreview.cases.CaseTypes;
import dev.merchantreview.engine.OperatePages;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.Round;
import dev.merchantreview.review.Rounds;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What stands at the head of a case's page: what it is, how it stands, and until when and why. */
@Component
class CaseHeaders {

  private final CaseTypes types;
  private final Rounds rounds;
  private final OperatePages operate;
  private final ConsoleTimes times;
  private final MessageSource messages;
  private final Clock clock;

  CaseHeaders(
      CaseTypes types,
      Rounds rounds,
      OperatePages operate,
      ConsoleTimes times,
      MessageSource messages,
      Clock clock) {
    this.types = types;
    this.rounds = rounds;
    this.operate = operate;
    this.times = times;
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * The head of a page.
   *
   * @param title the case's names; its id where it has none
   * @param type what it is, in words
   * @param platform in words; empty where it is of none
   * @param due null where no review has a due time
   * @param api where the API has it
   * @param operate where Operate has its instance; null where neither is known
   */
  record Header(
      String id,
      String title,
      String type,
      String platform,
      String merchant,
      @Nullable String licence,
      String state,
      boolean open,
      String since,
      String created,
      int round,
      @Nullable String reviewer,
      @Nullable Due due,
      String api,
      @Nullable String operate,
      String asOf) {}

  /**
   * Until when reviewers have, or had, the present round.
   *
   * @param kept null while that cannot be said
   * @param overdue whether that is over now
   */
  record Due(
      String at,
      boolean provisional,
      int usedBefore,
      List<Day> days,
      String remindAt,
      String remindedAt,
      String reportedAt,
      @Nullable Boolean kept,
      String reviewedAt,
      boolean overdue) {}

  /**
   * A day that was looked at.
   *
   * @param counted whether it counted
   */
  record Day(String date, String kind, boolean counted) {}

  Header of(FoundCase found, Locale locale) {
    Instant now = clock.instant();
    return new Header(
        found.id().value(),
        found.names().isEmpty() ? found.id().value() : String.join(" · ", found.names()),
        word("case-type." + found.type(), found.type(), locale),
        found.platform() == null
            ? ""
            : word("platform." + found.platform().name(), found.platform().name(), locale),
        found.merchantId(),
        found.licenceNumber(),
        word("state." + found.state(), found.state(), locale),
        found.open(),
        times.second(found.stateSince()),
        times.second(found.createdAt()),
        found.round(),
        found.reviewer(),
        due(found, now, locale),
        types.of(found.id()).orElseThrow().path() + "/" + found.id(),
        types
            .stateOf(found.id())
            .map(CaseProcesses.CaseState::processInstanceKey)
            .flatMap(operate::of)
            .orElse(null),
        times.second(now));
  }

  private @Nullable Due due(FoundCase found, Instant now, Locale locale) {
    if (found.round() < 1) {
      return null;
    }
    Optional<Round> round = rounds.of(found.id(), found.round() - 1, 1).stream().findFirst();
    return round
        .filter(one -> one.clock() != null)
        .map(one -> due(one, Objects.requireNonNull(one.clock()), found, now, locale))
        .orElse(null);
  }

  private Due due(Round round, ReviewClock until, FoundCase found, Instant now, Locale locale) {
    return new Due(
        times.last(until.dueAt()),
        until.provisional(),
        until.daysUsedBefore(),
        until.days().stream()
            .map(
                day ->
                    new Day(day.date().toString(), day.kind().label(locale), day.kind().isWorked()))
            .toList(),
        times.last(until.remindAt()),
        times.second(until.remindedAt()),
        times.second(until.escalatedAt()),
        round.deadlineKept(),
        times.second(round.reviewedAt()),
        found.isOverdue(now));
  }

  private String word(String key, String otherwise, Locale locale) {
    return String.valueOf(messages.getMessage(key, null, otherwise, locale));
  }
}
