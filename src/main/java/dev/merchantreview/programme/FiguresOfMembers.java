package dev.merchantreview.programme;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.figure.FigureSubjects;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.shared.ActorRef;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Members whose figures come are checked soon, where their programme says so. */
@Configuration(proxyBeanMethods = false)
class FiguresOfMembers {

  @Bean
  FigureSubjects figuresOfMemberStores(
      Programmes programmes, Memberships memberships, WorkingCalendar calendar, Clock clock) {
    return new Told(SubjectKind.STORE, programmes, memberships, calendar, clock);
  }

  @Bean
  FigureSubjects figuresOfMemberMerchants(
      Programmes programmes, Memberships memberships, WorkingCalendar calendar, Clock clock) {
    return new Told(SubjectKind.MERCHANT, programmes, memberships, calendar, clock);
  }

  @Bean
  FigureSubjects figuresOfMemberStreamers(
      Programmes programmes, Memberships memberships, WorkingCalendar calendar, Clock clock) {
    return new Told(SubjectKind.STREAMER, programmes, memberships, calendar, clock);
  }

  private record Told(
      SubjectKind kind,
      Programmes programmes,
      Memberships memberships,
      WorkingCalendar calendar,
      Clock clock)
      implements FigureSubjects {

    /** Whose they are, the modules they come from know. */
    @Override
    public Map<String, String> owners(Collection<String> ids) {
      return Map.of();
    }

    @Override
    public AfterReport reporting(Set<String> ids, ActorRef by) {
      List<String> watched =
          programmes.all().stream()
              .filter(one -> one.subject() == kind)
              .filter(one -> one.checking().every() == Programme.Every.FIGURES)
              .map(Programme::id)
              .toList();
      return changed -> {
        if (!watched.isEmpty() && !changed.isEmpty()) {
          memberships.figuresCame(
              watched, changed, clock.instant().atZone(calendar.zone()).toLocalDate());
        }
      };
    }
  }
}
