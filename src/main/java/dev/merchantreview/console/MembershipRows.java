package dev.merchantreview.console;

import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.programme.Membership;
import dev.merchantreview.programme.MembershipShown;
import dev.merchantreview.programme.Memberships;
import dev.merchantreview.programme.Programme;
import dev.merchantreview.programme.Programmes;
import dev.merchantreview.programme.Unmet;
import dev.merchantreview.programme.UnmetWords;
import dev.merchantreview.review.Waiting;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The memberships of a subject as pages show them. */
@Component
class MembershipRows {

  /** As many as are read on a page; ours. */
  private static final int MOST = 50;

  private final Memberships memberships;
  private final Programmes programmes;
  private final UnmetWords words;
  private final ConsoleTimes times;
  private final MessageSource messages;

  MembershipRows(
      Memberships memberships,
      Programmes programmes,
      UnmetWords words,
      ConsoleTimes times,
      MessageSource messages) {
    this.memberships = memberships;
    this.programmes = programmes;
    this.words = words;
    this.times = times;
    this.messages = messages;
  }

  /**
   * A membership.
   *
   * @param open whether somebody has to do something about it
   * @param unmet what the last check found
   * @param due until when it has to be better, or to answer; empty for no such time
   * @param nextCheck empty where there is none
   * @param closes the day its end takes effect; empty while none is decided
   * @param again the first day it may apply again; empty while it lasts
   */
  record Row(
      String id,
      String programme,
      String state,
      boolean open,
      List<String> unmet,
      String due,
      String nextCheck,
      String closes,
      String again) {}

  List<Row> of(SubjectKind kind, String subject, Locale locale) {
    return memberships.of(kind, subject, MOST).stream().map(one -> row(one, locale)).toList();
  }

  private Row row(Membership membership, Locale locale) {
    Programme programme = programmes.get(membership.application().programme());
    MembershipShown shown = MembershipShown.of(membership, programme);
    Waiting waiting = membership.waiting();
    return new Row(
        membership.id().value(),
        programme.label(locale),
        membership.state().name(),
        waiting != null || membership.clock() != null,
        shown.unmet().stream().map(one -> unmet(programme, one, locale)).toList(),
        waiting == null ? "" : times.last(waiting.dueAt()),
        Objects.toString(shown.nextCheckOn(), ""),
        Objects.toString(shown.closesOn(), ""),
        Objects.toString(shown.againFrom(), ""));
  }

  private String unmet(Programme programme, Unmet unmet, Locale locale) {
    String text = words.text(programme, unmet).in(locale);
    String value = unmet.value();
    if (value == null && unmet.threshold() == null) {
      return text;
    }
    String known =
        value == null
            ? messages.getMessage("subject.unmet.unknown", null, locale)
            // A store's state has words of its own; figures have none.
            : messages.getMessage("state." + value, null, value, locale);
    return unmet.threshold() == null
        ? messages.getMessage("subject.unmet.value", new Object[] {text, known}, locale)
        : messages.getMessage(
            "subject.unmet.figure", new Object[] {text, known, unmet.threshold()}, locale);
  }
}
