package dev.merchantreview.figure;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.shared.ActorRef;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes figures, and says which counts. */
@Service
public class Figures {

  private final FigureTable table;
  private final FigureDefinitions definitions;
  private final ObjectProvider<FigureSubjects> subjects;
  private final ObjectProvider<FigureWatcher> watchers;
  private final WorkingCalendar calendar;
  private final Clock clock;

  Figures(
      FigureTable table,
      FigureDefinitions definitions,
      ObjectProvider<FigureSubjects> subjects,
      ObjectProvider<FigureWatcher> watchers,
      WorkingCalendar calendar,
      Clock clock) {
    this.table = table;
    this.definitions = definitions;
    this.subjects = subjects;
    this.watchers = watchers;
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * What became of reports.
   *
   * @param recorded figures told for the first time
   * @param corrected figures the same source had told otherwise
   * @param unchanged figures it had told so already
   */
  public record Outcome(int recorded, int corrected, int unchanged) {}

  /**
   * Keeps reports. Of a subject's figure the one of the latest day counts, and of several of a day
   * the one that was told last.
   *
   * @param reports of known subjects, none twice
   */
  @Transactional
  public Outcome report(List<FigureReport> reports, ActorRef by) {
    Map<SubjectKind, Set<String>> told = new EnumMap<>(SubjectKind.class);
    for (FigureReport report : reports) {
      told.computeIfAbsent(report.subject().kind(), kind -> new TreeSet<>())
          .add(report.subject().id());
    }
    // Before the locks of figures: whoever has a subject's own lock waits for those, never the
    // other way round.
    Map<SubjectKind, List<FigureSubjects.AfterReport>> after = new EnumMap<>(SubjectKind.class);
    told.forEach(
        (kind, ids) ->
            after.put(
                kind, modules(kind).stream().map(module -> module.reporting(ids, by)).toList()));
    table.lock(told.values().stream().flatMap(Set::stream).toList());
    List<FigureTable.Written> written = table.write(reports, name(by), clock.instant());
    after.forEach(
        (kind, modules) -> {
          Set<String> changed = new HashSet<>();
          written.stream()
              .filter(one -> one.subject().kind() == kind && one.counts())
              .forEach(one -> changed.add(one.subject().id()));
          modules.forEach(module -> module.reported(changed));
          tell(kind, changed);
        });
    int recorded = (int) written.stream().filter(one -> one.revision() == 1).count();
    return new Outcome(recorded, written.size() - recorded, reports.size() - written.size());
  }

  /**
   * Says what figures are from now on, whatever was reported before: what was told of later days is
   * withdrawn. The module whose subject it is knows itself what follows; who goes by figures of
   * others is told, as of reports.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void replace(List<FigureReport> reports, ActorRef by) {
    Map<SubjectKind, Set<String>> changed = new EnumMap<>(SubjectKind.class);
    for (FigureReport report : reports) {
      if (table.replace(report, name(by), clock.instant())) {
        changed
            .computeIfAbsent(report.subject().kind(), kind -> new TreeSet<>())
            .add(report.subject().id());
      }
    }
    changed.forEach(this::tell);
  }

  private void tell(SubjectKind kind, Set<String> changed) {
    if (!changed.isEmpty()) {
      watchers.orderedStream().forEach(watcher -> watcher.changed(kind, changed));
    }
  }

  private static String name(ActorRef by) {
    return by.kind() + ":" + by.id();
  }

  /** The merchants subjects belong to, by id; who is not among the answers is not known. */
  @Transactional(readOnly = true)
  public Map<String, String> owners(SubjectKind kind, Collection<String> ids) {
    Map<String, String> owners = new HashMap<>();
    if (!ids.isEmpty()) {
      modules(kind).forEach(module -> owners.putAll(module.owners(ids)));
    }
    return owners;
  }

  private List<FigureSubjects> modules(SubjectKind kind) {
    return subjects.orderedStream().filter(module -> module.kind() == kind).toList();
  }

  /** The day it is where the platform is. */
  public LocalDate today() {
    return clock.instant().atZone(calendar.zone()).toLocalDate();
  }

  /**
   * The figure of a subject that counted on a day, by all that is on record now, however old it was
   * then.
   */
  @Transactional(readOnly = true)
  public Optional<Figure> on(FigureSubject subject, String name, int windowDays, LocalDate day) {
    return on(subject.kind(), List.of(subject.id()), name, windowDays, day).stream().findFirst();
  }

  /** The same of many subjects of a kind; a subject without one is not among the answers. */
  @Transactional(readOnly = true)
  public List<Figure> on(
      SubjectKind kind, Collection<String> ids, String name, int windowDays, LocalDate day) {
    return figures(table.on(kind, ids, name, day)).stream()
        .filter(figure -> figure.windowDays() == windowDays)
        .toList();
  }

  /** All figures of a subject that counted on a day, by name and window. */
  @Transactional(readOnly = true)
  public List<Figure> on(FigureSubject subject, LocalDate day) {
    return figures(table.on(subject.kind(), List.of(subject.id()), null, day));
  }

  /** What the files define no more counts no more. */
  private List<Figure> figures(List<FigureTable.Kept> kept) {
    List<Figure> figures = new ArrayList<>();
    for (FigureTable.Kept one : kept) {
      definitions
          .find(one.name())
          .ifPresent(
              definition ->
                  figures.add(
                      new Figure(
                          one.subject(),
                          one.name(),
                          one.windowDays(),
                          one.value(),
                          one.asOf(),
                          one.source(),
                          definition.freshness().lastDay(one.asOf()))));
    }
    return figures;
  }

  /**
   * What was reported of a figure, the latest first, corrections and all windows among it.
   *
   * @param before only reports with a smaller id
   */
  @Transactional(readOnly = true)
  public List<FigureRecord> reports(FigureSubject subject, String name, long before, int limit) {
    return table.reports(subject, name, before, limit);
  }
}
