package dev.merchantreview.programme;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.figure.FigureReport;
import dev.merchantreview.figure.Figures;
import dev.merchantreview.shared.ActorRef;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Says in figures that members of a programme have made its pledge: scores count it. */
@Component
class Pledges {

  private static final String SOURCE = "programmes";

  private final Figures figures;
  private final WorkingCalendar calendar;
  private final Clock clock;

  Pledges(Figures figures, WorkingCalendar calendar, Clock clock) {
    this.figures = figures;
    this.calendar = calendar;
    this.clock = clock;
  }

  @Transactional(propagation = Propagation.MANDATORY)
  void made(Programme programme, Membership membership) {
    say(programme, membership, BigDecimal.ONE);
  }

  @Transactional(propagation = Propagation.MANDATORY)
  void ended(Programme programme, Membership membership) {
    if (membership.state() == MembershipState.CLOSED) {
      say(programme, membership, BigDecimal.ZERO);
    }
  }

  private void say(Programme programme, Membership membership, BigDecimal value) {
    String pledge = programme.admission().pledge();
    if (pledge != null) {
      LocalDate today = clock.instant().atZone(calendar.zone()).toLocalDate();
      figures.replace(
          List.of(
              new FigureReport(
                  membership.application().subject(), pledge, 0, value, today, SOURCE)),
          ActorRef.SYSTEM);
    }
  }
}
