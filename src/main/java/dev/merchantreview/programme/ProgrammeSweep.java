package dev.merchantreview.programme;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.shared.CaseId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has one instance check every member whose day has come. */
@Component
class ProgrammeSweep {

  private static final Logger LOG = LoggerFactory.getLogger(ProgrammeSweep.class);

  /** How many ends, and ends of probation, one look handles at most (ours). */
  private static final int MOST_A_LOOK = 10_000;

  private final Programmes programmes;
  private final Memberships memberships;
  private final MembershipChecks checks;
  private final ProgrammeProperties properties;
  private final OneInstance oneInstance;
  private final WorkingCalendar calendar;
  private final Clock clock;
  private final MeterRegistry meters;

  ProgrammeSweep(
      Programmes programmes,
      Memberships memberships,
      MembershipChecks checks,
      ProgrammeProperties properties,
      OneInstance oneInstance,
      WorkingCalendar calendar,
      Clock clock,
      MeterRegistry meters) {
    this.programmes = programmes;
    this.memberships = memberships;
    this.checks = checks;
    this.properties = properties;
    this.oneInstance = oneInstance;
    this.calendar = calendar;
    this.clock = clock;
    this.meters = meters;
  }

  @Scheduled(
      initialDelayString = "${merchant-review.programmes.look}",
      fixedDelayString = "${merchant-review.programmes.look}")
  void look() {
    ZonedDateTime now = clock.instant().atZone(calendar.zone());
    boolean late = !now.toLocalTime().isBefore(properties.from());
    oneInstance.ifFree(SharedJob.PROGRAMMES, () -> sweep(now.toLocalDate(), late));
  }

  /**
   * Checks everybody whose check is due.
   *
   * @param late whether it is late enough on the day for those that are checked daily
   */
  void sweep(LocalDate today, boolean late) {
    end(today);
    for (Programme programme : programmes.all()) {
      // What figures bring is looked at whenever they come, and so is whose subject is gone.
      if (late || programme.checking().every() == Programme.Every.FIGURES) {
        sweep(programme, today);
      } else {
        endGone(programme, today);
      }
    }
  }

  private void end(LocalDate today) {
    each(memberships.ending(today, MOST_A_LOOK), checks::end);
    each(memberships.pastProbation(today, MOST_A_LOOK), id -> checks.endProbation(id, today));
  }

  /** One that cannot be handled holds up nobody; the next look takes it up again. */
  private static void each(List<CaseId> ids, Consumer<CaseId> step) {
    for (CaseId id : ids) {
      try {
        step.accept(id);
      } catch (RuntimeException failed) {
        LOG.warn("{} cannot be handled now: {}", id, failed.toString());
      }
    }
  }

  private void sweep(Programme programme, LocalDate today) {
    Timer.Sample time = Timer.start(meters);
    // What could not be handled is left for the next look.
    Set<String> left = new HashSet<>();
    int checked = 0;
    try {
      List<Memberships.Due> due =
          memberships.due(programme.id(), today, left, properties.portion());
      while (!due.isEmpty()) {
        MembershipChecks.Portion portion = checks.look(programme, due, today);
        checks.keep(programme, portion.same(), today);
        portion.unjudged().forEach(one -> left.add(one.id().value()));
        end(programme, portion.gone(), today, left);
        portion.others().forEach((one, judged) -> keep(programme, one, judged, today, left));
        checked += due.size();
        due = memberships.due(programme.id(), today, left, properties.portion());
      }
    } catch (RuntimeException failed) {
      LOG.error("Members of {} are not all checked: {}", programme.id(), failed.toString());
    }
    if (checked > 0) {
      long nanos =
          time.stop(
              Timer.builder("merchantreview.memberships.sweep")
                  .description("How long checking the members of a programme took")
                  .tag("programme", programme.id())
                  .register(meters));
      LOG.info("{}: {} members checked in {} ms", programme.id(), checked, nanos / 1_000_000);
    }
  }

  /** Of those due before today: what is due on its day waits for its hour. */
  private void endGone(Programme programme, LocalDate today) {
    Set<String> left = new HashSet<>();
    LocalDate before = today.minusDays(1);
    try {
      List<Memberships.Due> due =
          memberships.due(programme.id(), before, left, properties.portion());
      while (!due.isEmpty()) {
        due.forEach(one -> left.add(one.id().value()));
        end(programme, checks.gone(programme, due), today, left);
        due = memberships.due(programme.id(), before, left, properties.portion());
      }
    } catch (RuntimeException failed) {
      LOG.error("Members of {} are not all looked at: {}", programme.id(), failed.toString());
    }
  }

  private void end(
      Programme programme,
      Map<Memberships.Due, GoneSubjects.Why> gone,
      LocalDate today,
      Set<String> left) {
    gone.forEach(
        (one, why) -> {
          left.add(one.id().value());
          each(List.of(one.id()), id -> checks.end(programme, id, why, today));
        });
  }

  private void keep(
      Programme programme, Memberships.Due due, Judged judged, LocalDate today, Set<String> left) {
    try {
      if (!checks.keep(programme, due.id(), judged, today)) {
        left.add(due.id().value());
      }
    } catch (RuntimeException one) {
      left.add(due.id().value());
      LOG.warn("{} cannot be checked now: {}", due.id(), one.toString());
    }
  }
}
