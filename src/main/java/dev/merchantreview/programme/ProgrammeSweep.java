package dev.merchantreview.programme;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.UnusableRuleException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has one instance check every member whose day has come. */
@Component
class ProgrammeSweep {

  private static final Logger LOG = LoggerFactory.getLogger(ProgrammeSweep.class);

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
      // What figures bring is looked at whenever they come.
      if (late || programme.checking().every() == Programme.Every.FIGURES) {
        sweep(programme, today);
      }
    }
  }

  private void end(LocalDate today) {
    List<CaseId> ending = memberships.ending(today, properties.portion());
    while (!ending.isEmpty()) {
      ending.forEach(checks::end);
      ending = memberships.ending(today, properties.portion());
    }
  }

  private void sweep(Programme programme, LocalDate today) {
    Timer.Sample time = Timer.start(meters);
    // Each is looked at once, whatever came of it.
    Set<String> looked = new HashSet<>();
    int checked = 0;
    try {
      List<Memberships.Due> due =
          memberships.due(programme.id(), today, looked, properties.portion());
      while (!due.isEmpty()) {
        MembershipChecks.Portion portion = checks.look(programme, due, today);
        checks.keep(programme, portion.same(), today);
        portion.others().forEach((one, judged) -> keep(programme, one, judged, today, looked));
        checked += due.size();
        due = memberships.due(programme.id(), today, looked, properties.portion());
      }
    } catch (UnusableRuleException unusable) {
      LOG.error("Members of {} are not checked: {}", programme.id(), unusable.getMessage());
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

  private void keep(
      Programme programme,
      Memberships.Due due,
      Judged judged,
      LocalDate today,
      Set<String> looked) {
    looked.add(due.id().value());
    try {
      checks.keep(programme, due.id(), judged, today);
    } catch (RuntimeException one) {
      LOG.warn("{} cannot be checked now: {}", due.id(), one.toString());
    }
  }
}
