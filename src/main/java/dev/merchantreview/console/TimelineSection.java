package dev.merchantreview.console;

import dev.merchantreview.history.History;
import dev.merchantreview.history.RecordedEvent;
import dev.merchantreview.history.Verification;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.web.Caller;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What happened, in sentences, and the proof that nobody changed the record. */
@Component
class TimelineSection implements CaseSection {

  private static final int ORDER = 200;

  /** How many events a page has (ours). */
  static final int PART = 100;

  /** The most that are shown at once to be printed; more is for the export of the API. */
  private static final int WHOLE = 5_000;

  private final History history;
  private final EventSentences sentences;

  TimelineSection(History history, EventSentences sentences) {
    this.history = history;
    this.sentences = sentences;
  }

  /**
   * A part of a history.
   *
   * @param next after which event the next part begins; null on the last
   * @param whole whether it is all of it
   */
  record Timeline(
      CaseId id,
      List<EventSentences.Told> events,
      Verification verification,
      @Nullable Long next,
      boolean whole) {}

  @Override
  public int order() {
    return ORDER;
  }

  @Override
  public String id() {
    return "timeline";
  }

  @Override
  public String titleKey() {
    return "case.timeline";
  }

  @Override
  public String template() {
    return "console/case/timeline";
  }

  /** Only those who read every case come here, and they read all of an event. */
  @Override
  public @Nullable Object model(CaseId caseId, Caller caller, Locale locale) {
    return caller.readsAll() ? part(caseId, 0, locale) : null;
  }

  /** A part, from after an event on. */
  Timeline part(CaseId caseId, long after, Locale locale) {
    List<RecordedEvent> found = history.of(caseId, after, PART + 1);
    boolean more = found.size() > PART;
    List<RecordedEvent> shown = more ? found.subList(0, PART) : found;
    return new Timeline(
        caseId,
        told(caseId, shown, locale),
        history.verify(caseId),
        more ? shown.getLast().seq() : null,
        after == 0 && !more);
  }

  /** All of it. */
  Timeline whole(CaseId caseId, Locale locale) {
    List<RecordedEvent> found = history.of(caseId, 0, WHOLE + 1);
    boolean more = found.size() > WHOLE;
    List<RecordedEvent> shown = more ? found.subList(0, WHOLE) : found;
    return new Timeline(
        caseId,
        told(caseId, shown, locale),
        history.verify(caseId),
        more ? shown.getLast().seq() : null,
        !more);
  }

  private List<EventSentences.Told> told(CaseId caseId, List<RecordedEvent> events, Locale locale) {
    return events.stream().map(event -> sentences.tell(caseId, event, locale)).toList();
  }
}
