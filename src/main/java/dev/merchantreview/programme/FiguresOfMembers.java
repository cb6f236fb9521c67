package dev.merchantreview.programme;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.figure.FigureWatcher;
import dev.merchantreview.figure.SubjectKind;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Members whose figures come are checked soon, where their programme says so. */
@Component
class FiguresOfMembers implements FigureWatcher {

  private final Programmes programmes;
  private final Memberships memberships;
  private final WorkingCalendar calendar;
  private final Clock clock;

  FiguresOfMembers(
      Programmes programmes, Memberships memberships, WorkingCalendar calendar, Clock clock) {
    this.programmes = programmes;
    this.memberships = memberships;
    this.calendar = calendar;
    this.clock = clock;
  }

  @Override
  public void changed(SubjectKind kind, Set<String> changed) {
    List<String> watched =
        programmes.all().stream()
            .filter(one -> one.subject() == kind)
            .filter(one -> one.checking().every() == Programme.Every.FIGURES)
            .map(Programme::id)
            .toList();
    if (!watched.isEmpty()) {
      memberships.figuresCame(
          watched, changed, clock.instant().atZone(calendar.zone()).toLocalDate());
    }
  }
}
