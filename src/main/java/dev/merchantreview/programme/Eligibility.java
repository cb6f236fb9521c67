package dev.merchantreview.programme;

import dev.merchantreview.calendar.WorkingCalendar;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a subject lacks to be admitted to a programme, before it applies: all of it at once. */
@Service
public class Eligibility {

  private final ProgrammeRules rules;
  private final Memberships memberships;
  private final Invitations invitations;
  private final GoneSubjects gone;
  private final WorkingCalendar calendar;
  private final Clock clock;

  Eligibility(
      ProgrammeRules rules,
      Memberships memberships,
      Invitations invitations,
      GoneSubjects gone,
      WorkingCalendar calendar,
      Clock clock) {
    this.rules = rules;
    this.memberships = memberships;
    this.invitations = invitations;
    this.gone = gone;
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * What is known of a subject.
   *
   * @param input as the programme's file names it
   * @param value null where nothing is known
   * @param counts whether it is new enough
   */
  public record Known(
      Programme.Input input, @Nullable String value, @Nullable LocalDate asOf, boolean counts) {}

  /**
   * What was found.
   *
   * @param day the day it was looked at for
   * @param membership the id of the subject's membership that has not ended; null for none
   */
  public record Found(
      LocalDate day, List<Known> known, List<Unmet> unmet, @Nullable String membership) {}

  /** The day it is where the platform is. */
  public LocalDate today() {
    return clock.instant().atZone(calendar.zone()).toLocalDate();
  }

  /** What it lacks today, by the tables and by everything else. */
  @Transactional(readOnly = true)
  public Found of(Programme programme, String subject) {
    LocalDate today = today();
    ProgrammeRules.Looked looked = rules.eligibility(programme, subject, today);
    Optional<String> member =
        memberships.open(programme.id(), subject).map(one -> one.id().value());
    List<Unmet> unmet = new ArrayList<>(looked.judged().unmet());
    member.ifPresent(id -> unmet.add(new Unmet(Unmet.MEMBER_ALREADY, null, id, null, null)));
    unmet.addAll(beyondTables(programme, subject, today));
    return new Found(
        today,
        looked.facts().facts().stream()
            .map(
                fact ->
                    new Known(
                        fact.input(),
                        ProgrammeRules.shown(fact.value()),
                        fact.asOf(),
                        fact.counts()))
            .toList(),
        List.copyOf(unmet),
        member.orElse(null));
  }

  /**
   * That an application is of somebody whose subject is another's by now; empty where it is not.
   */
  Optional<Unmet> changedHands(Programme programme, Membership membership) {
    return gone.of(programme, membership)
        .filter(GoneSubjects.Why.SUBJECT_CHANGED_HANDS::equals)
        .map(why -> Unmet.of(why.name()));
  }

  /** How it would stand today as a member; empty where its table says nothing that can be used. */
  Optional<Judged> standing(Programme programme, String subject, LocalDate today) {
    return Optional.ofNullable(rules.standings(programme, List.of(subject), today).get(subject));
  }

  /** What no table knows: a closed store, invitation, and the days since the last membership. */
  List<Unmet> beyondTables(Programme programme, String subject, LocalDate today) {
    List<Unmet> unmet = new ArrayList<>();
    Memberships.InTheWay found = memberships.inTheWay(programme, subject, today);
    if (found.closed()) {
      unmet.add(Unmet.of(GoneSubjects.Why.STORE_CLOSED.name()));
    }
    if (programme.admission().entry() == Programme.Entry.INVITED
        && invitations
            .until(programme.id(), subject)
            .filter(until -> !until.isBefore(today))
            .isEmpty()) {
      unmet.add(Unmet.of(Unmet.NOT_INVITED));
    }
    if (found.againFrom() != null) {
      unmet.add(new Unmet(Unmet.TOO_EARLY, null, null, found.againFrom().toString(), null));
    }
    return unmet;
  }
}
