package dev.merchantreview.notice;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.database.DatabaseLock;
import dev.merchantreview.database.DatabaseLocks;
import dev.merchantreview.engine.EditionsChanged;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Platform;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts rule notices on record, ends them, and takes back those that have not taken effect. */
@Service
public class RuleNotices {

  private final NoticeTable table;
  private final DatabaseLocks locks;
  private final History history;
  private final WorkingCalendar calendar;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  RuleNotices(
      NoticeTable table,
      DatabaseLocks locks,
      History history,
      WorkingCalendar calendar,
      Clock clock,
      ApplicationEventPublisher events) {
    this.table = table;
    this.locks = locks;
    this.history = history;
    this.calendar = calendar;
    this.clock = clock;
    this.events = events;
  }

  /** What becomes of asking for a change. */
  public sealed interface Outcome {

    /**
     * It is on record.
     *
     * @param created whether it was not known before
     */
    record Stored(RuleNotice notice, boolean created) implements Outcome {}

    /** It cannot be; nothing was changed. */
    record Wrong(List<FieldError> errors) implements Outcome {}

    /** Its standing, or where it comes from, does not allow it; nothing was changed. */
    record Refused(RuleNotice notice, Reason reason) implements Outcome {}

    /** There is no such notice. */
    record Unknown() implements Outcome {}
  }

  /** Why a notice is not changed. */
  public enum Reason {
    /** It has taken effect: it can be ended, not taken back. */
    NOTICE_IN_FORCE,
    /** It was taken back: another is published under another id. */
    NOTICE_WITHDRAWN,
    /** It comes from a file of {@code config/notices}, and is changed there. */
    NOTICE_FROM_FILE
  }

  /**
   * Puts a notice on record, or changes it; the same again changes nothing. Its form, and what
   * {@link NoticeRules} has to say, was judged before.
   *
   * @param expected the version the caller works from, 0 for none
   */
  @Transactional
  public Outcome put(
      String id,
      RuleNoticeContent content,
      RuleNotice.Origin origin,
      ActorRef by,
      ExpectedVersion expected) {
    locks.hold(DatabaseLock.RULE_NOTICES, "");
    RuleNotice before = table.find(id).orElse(null);
    expected.require(before == null ? 0 : before.version());
    if (before != null
        && before.content().equals(content)
        && before.withdrawnAt() == null
        && (before.origin() == origin || origin == RuleNotice.Origin.API)) {
      return new Outcome.Stored(before, false);
    }
    if (before != null && before.withdrawnAt() != null) {
      return new Outcome.Refused(before, Reason.NOTICE_WITHDRAWN);
    }
    if (before != null
        && before.origin() == RuleNotice.Origin.FILE
        && origin == RuleNotice.Origin.API) {
      return new Outcome.Refused(before, Reason.NOTICE_FROM_FILE);
    }
    LocalDate today = today();
    List<FieldError> errors =
        NoticeChange.of(before, content, origin, today).errors(table.others(id));
    if (!errors.isEmpty()) {
      return new Outcome.Wrong(errors);
    }
    RuleNotice after =
        new RuleNotice(
            id,
            before == null ? new CaseId(Ids.next("rn_")) : before.historyId(),
            content,
            origin,
            null,
            before == null ? 1 : before.version() + 1,
            by.kind() + ":" + by.id(),
            clock.instant());
    table.write(after);
    boolean ends = before != null && !Objects.equals(before.content().endsOn(), content.endsOn());
    record(
        after,
        by,
        before == null
            ? "RULE_NOTICE_PUBLISHED"
            : ends ? "RULE_NOTICE_END_SET" : "RULE_NOTICE_CHANGED",
        before);
    return new Outcome.Stored(after, before == null);
  }

  /**
   * Takes a notice back that has not taken effect.
   *
   * @param expected the version the caller works from
   */
  @Transactional
  public Outcome withdraw(String id, ActorRef by, ExpectedVersion expected) {
    locks.hold(DatabaseLock.RULE_NOTICES, "");
    RuleNotice before = table.find(id).orElse(null);
    if (before == null) {
      return new Outcome.Unknown();
    }
    expected.require(before.version());
    return switch (before.standingOn(today())) {
      case WITHDRAWN -> new Outcome.Stored(before, false);
      case IN_FORCE, ENDED -> new Outcome.Refused(before, Reason.NOTICE_IN_FORCE);
      case ANNOUNCED ->
          before.origin() == RuleNotice.Origin.FILE && by.kind() != ActorRef.Kind.SYSTEM
              ? new Outcome.Refused(before, Reason.NOTICE_FROM_FILE)
              : withdrawn(before, by);
    };
  }

  private Outcome withdrawn(RuleNotice before, ActorRef by) {
    RuleNotice after =
        new RuleNotice(
            before.id(),
            before.historyId(),
            before.content(),
            before.origin(),
            clock.instant(),
            before.version() + 1,
            by.kind() + ":" + by.id(),
            clock.instant());
    table.write(after);
    record(after, by, "RULE_NOTICE_WITHDRAWN", null);
    return new Outcome.Stored(after, false);
  }

  private void record(RuleNotice after, ActorRef by, String action, @Nullable RuleNotice before) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("noticeId", after.id());
    details.put("version", after.version());
    details.put("notice", after.content());
    if (before != null) {
      details.put("before", before.content());
    }
    history.append(CaseEvent.noted(after.historyId(), by, action, details));
    events.publishEvent(new EditionsChanged());
  }

  /** The day it is where the platform is. */
  public LocalDate today() {
    return clock.instant().atZone(calendar.zone()).toLocalDate();
  }

  @Transactional(readOnly = true)
  public Optional<RuleNotice> find(String id) {
    return table.find(id);
  }

  /**
   * Which notices are asked for.
   *
   * @param platform null for all
   * @param from only those that count on this day or later; null for all
   * @param to only those that count on this day or earlier; null for all
   */
  public record Filter(
      @Nullable Platform platform, @Nullable LocalDate from, @Nullable LocalDate to) {}

  /**
   * Notices, those with the latest first day first.
   *
   * @param after begins behind this one; null begins
   */
  @Transactional(readOnly = true)
  public List<RuleNotice> list(Filter filter, @Nullable Place after, int limit) {
    return table.list(filter, after, limit);
  }

  /** Where a list goes on. */
  public record Place(LocalDate effectiveFrom, String id) {}
}
