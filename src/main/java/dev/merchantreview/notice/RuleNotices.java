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
  private final NoticeFolder folder;
  private final DatabaseLocks locks;
  private final History history;
  private final WorkingCalendar calendar;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  RuleNotices(
      NoticeTable table,
      NoticeFolder folder,
      DatabaseLocks locks,
      History history,
      WorkingCalendar calendar,
      Clock clock,
      ApplicationEventPublisher events) {
    this.table = table;
    this.folder = folder;
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
    /** It comes from a file of {@code config/notices} that is there, and is changed in it. */
    NOTICE_FROM_FILE
  }

  /** What becomes of a notice's file. */
  sealed interface Filed {

    /** It was the newest that was said of the notice. */
    record Newest(Outcome outcome) implements Filed {}

    /** Something newer is on record, by a file or by a call; nothing was changed. */
    record Older(RuleNotice notice) implements Filed {}

    /** Only time, or what a call put on record, is in the way; nothing was changed. */
    record Late(List<FieldError> errors) implements Filed {}

    /** Another text is on record under its revision; nothing was changed. */
    record Unrevised(RuleNotice notice) implements Filed {}
  }

  /**
   * Puts a notice on record, or changes it; the same again changes nothing. Its form, and what
   * {@link NoticeRules} has to say, was judged before.
   *
   * @param expected the version the caller works from, 0 for none
   */
  @Transactional
  public Outcome put(String id, RuleNoticeContent content, ActorRef by, ExpectedVersion expected) {
    locks.hold(DatabaseLock.RULE_NOTICES, "");
    RuleNotice before = table.find(id).orElse(null);
    expected.require(before == null ? 0 : before.version());
    if (before != null && before.withdrawnAt() == null && before.content().says(content)) {
      return new Outcome.Stored(before, false);
    }
    if (before != null && isFiled(before)) {
      return new Outcome.Refused(before, Reason.NOTICE_FROM_FILE);
    }
    return put(id, before, content, new Source(RuleNotice.Origin.API, fileRevision(before)), by);
  }

  /** One that has no file any more is a call's to change. */
  private boolean isFiled(RuleNotice notice) {
    return notice.origin() == RuleNotice.Origin.FILE && folder.has(notice.id());
  }

  private static int fileRevision(@Nullable RuleNotice notice) {
    return notice == null ? 0 : notice.fileRevision();
  }

  /**
   * Puts on record what a notice's file says, unless something newer is. Its form, and what {@link
   * NoticeRules} has to say, was judged before.
   *
   * @param revision counts what was said in the file, from 1
   * @param withdrawn whether it takes the notice back
   */
  @Transactional
  Filed file(String id, RuleNoticeContent content, int revision, boolean withdrawn) {
    locks.hold(DatabaseLock.RULE_NOTICES, "");
    RuleNotice before = table.find(id).orElse(null);
    int known = fileRevision(before);
    if (before != null && revision <= known) {
      boolean same =
          withdrawn
              ? before.withdrawnAt() != null
              : before.withdrawnAt() == null && before.content().says(content);
      if (same) {
        return new Filed.Newest(new Outcome.Stored(before, false));
      }
      return revision < known || before.origin() == RuleNotice.Origin.API
          ? new Filed.Older(before)
          : new Filed.Unrevised(before);
    }
    Source source = new Source(RuleNotice.Origin.FILE, revision);
    Outcome outcome =
        withdrawn
            ? withdraw(before, source, ActorRef.SYSTEM)
            : put(id, before, content, source, ActorRef.SYSTEM);
    if (outcome instanceof Outcome.Wrong wrong
        && NoticeChange.of(before, content, source.origin(), today())
            .wasRightOnce(table.others(id))) {
      return new Filed.Late(wrong.errors());
    }
    return new Filed.Newest(outcome);
  }

  private record Source(RuleNotice.Origin origin, int fileRevision) {}

  private Outcome put(
      String id,
      @Nullable RuleNotice before,
      RuleNoticeContent content,
      Source source,
      ActorRef by) {
    if (before != null && before.withdrawnAt() != null) {
      return new Outcome.Refused(before, Reason.NOTICE_WITHDRAWN);
    }
    LocalDate today = today();
    List<FieldError> errors =
        NoticeChange.of(before, content, source.origin(), today).errors(table.others(id));
    if (!errors.isEmpty()) {
      return new Outcome.Wrong(errors);
    }
    RuleNotice after =
        new RuleNotice(
            id,
            before == null ? new CaseId(Ids.next("rn_")) : before.historyId(),
            content,
            source.origin(),
            source.fileRevision(),
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
    if (before.standingOn(today()) == RuleNotice.Standing.ANNOUNCED && isFiled(before)) {
      return new Outcome.Refused(before, Reason.NOTICE_FROM_FILE);
    }
    return withdraw(before, new Source(RuleNotice.Origin.API, before.fileRevision()), by);
  }

  private Outcome withdraw(@Nullable RuleNotice before, Source source, ActorRef by) {
    if (before == null) {
      return new Outcome.Unknown();
    }
    return switch (before.standingOn(today())) {
      case WITHDRAWN -> new Outcome.Stored(before, false);
      case IN_FORCE, ENDED -> new Outcome.Refused(before, Reason.NOTICE_IN_FORCE);
      case ANNOUNCED -> withdrawn(before, source, by);
    };
  }

  private Outcome withdrawn(RuleNotice before, Source source, ActorRef by) {
    RuleNotice after =
        new RuleNotice(
            before.id(),
            before.historyId(),
            before.content(),
            source.origin(),
            source.fileRevision(),
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

  /** Those from files of before that count now or later and have no file here any more. */
  @Transactional(readOnly = true)
  public List<RuleNotice> withoutFile() {
    LocalDate today = today();
    return table.others("").stream()
        .filter(one -> one.origin() == RuleNotice.Origin.FILE && !folder.has(one.id()))
        .filter(one -> one.standingOn(today) != RuleNotice.Standing.ENDED)
        .toList();
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
