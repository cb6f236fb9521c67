package dev.merchantreview.console;

import dev.merchantreview.duty.DutyAppeals;
import dev.merchantreview.duty.ProviderDuties;
import dev.merchantreview.duty.ProviderDuty;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.shared.Page;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Duties to have a service provider, as the page of a store or a merchant shows them. */
@Component
class DutyRows {

  /** As many as are read on a page; ours. */
  private static final int MOST = 50;

  private final ProviderDuties duties;
  private final DutyAppeals appeals;
  private final ConsoleTimes times;
  private final CategoryWords words;

  DutyRows(ProviderDuties duties, DutyAppeals appeals, ConsoleTimes times, CategoryWords words) {
    this.duties = duties;
    this.appeals = appeals;
    this.times = times;
    this.words = words;
  }

  /**
   * A duty.
   *
   * @param open whether somebody has to do something about it
   * @param appealed whether the page of appeals has it
   * @param answerDue until when its appeal should be answered; empty where none is open, or no time
   *     is named
   */
  record Row(
      String id,
      String storeId,
      String category,
      String industry,
      String noticeId,
      String state,
      boolean open,
      String lastDay,
      boolean appealed,
      String answerDue) {}

  /** Newest first; none of a kind that has no duties. */
  List<Row> of(SubjectKind kind, String subject, Locale locale) {
    if (kind != SubjectKind.STORE && kind != SubjectKind.MERCHANT) {
      return List.of();
    }
    boolean isStore = kind == SubjectKind.STORE;
    return duties
        .list(
            isStore ? subject : null,
            isStore ? null : subject,
            null,
            new Page.Slice(null, Optional.empty(), MOST))
        .stream()
        .map(duty -> row(duty, locale))
        .toList();
  }

  private Row row(ProviderDuty duty, Locale locale) {
    boolean appealed = duty.state() == ProviderDuty.State.APPEALED;
    return new Row(
        duty.id().value(),
        duty.storeId().value(),
        words.of(duty.platform(), duty.category(), locale),
        words.of(duty.platform(), duty.industry(), locale),
        duty.noticeId(),
        duty.state().name(),
        appealed || duty.state() == ProviderDuty.State.DUE,
        duty.lastDay().toString(),
        appealed,
        appealed ? times.last(appeals.dueAt(duty)) : "");
  }
}
