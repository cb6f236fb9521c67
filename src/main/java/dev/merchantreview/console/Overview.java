package dev.merchantreview.console;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.caseindex.CaseFigures;
import dev.merchantreview.cases.CaseTypes;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What all cases together show, made of what the database counts along. */
@Component
class Overview {

  /** The days verdicts, reasons and phases are counted over (ours). */
  private static final int WINDOW_DAYS = 30;

  private static final int REASONS = 10;

  /** The upper ends of the ages open cases are sorted by, in working days (ours). */
  private static final List<Integer> AGES = List.of(1, 3, 5, 10);

  private static final String REJECTED = Verdict.REJECTED.name();
  private static final String APPROVED = Verdict.APPROVED.name();

  private final CaseFigures figures;
  private final CaseTypes types;
  private final List<ProblemTable> tables;
  private final WorkingCalendar calendar;
  private final Clock clock;

  Overview(
      CaseFigures figures,
      CaseTypes types,
      List<ProblemTable> tables,
      WorkingCalendar calendar,
      Clock clock) {
    this.figures = figures;
    this.types = types;
    this.tables = tables;
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * Everything the page shows.
   *
   * @param since the first day that is counted
   * @param ages how the columns of ages are called
   */
  record Shown(
      Instant at,
      LocalDate since,
      long openCases,
      long dueToday,
      String dueTodayQuery,
      long overdue,
      List<Age> ages,
      List<OpenRow> open,
      List<Day> days,
      List<Passed> passed,
      List<Reason> reasons,
      List<Phase> phases) {}

  /**
   * Ages in working days.
   *
   * @param to null for all that are older
   */
  record Age(int from, @Nullable Integer to) {}

  /** Open cases of a type in a state. */
  record OpenRow(String type, String state, long cases, String query, List<Cell> byAge) {}

  /** A number with the cases behind it. */
  record Cell(long cases, String query) {}

  /** The verdicts of a day. */
  record Day(LocalDate day, long approved, long sentBack, long rejected) {

    public long all() {
      return approved + sentBack + rejected;
    }

    /** Everything that was decided on the day. */
    public String query() {
      return "decidedFrom=%s&decidedTo=%s&decidedBy=PERSON".formatted(day, day);
    }

    /** What was decided so. */
    public String queryOf(String verdict) {
      return query() + "&verdict=" + verdict;
    }
  }

  /**
   * How often cases of a type passed at the first look.
   *
   * @param firstRounds first rounds that were decided
   * @param approved those of them that were approved
   * @param rounds how many rounds the cases took that were approved or rejected, on average
   */
  record Passed(String type, long firstRounds, long approved, double rounds, String query) {

    public long percent() {
      return firstRounds == 0 ? 0 : Math.round(100.0 * approved / firstRounds);
    }
  }

  /** A problem that was named. */
  record Reason(String type, String code, String text, long times, String query) {}

  /** How long cases of a type were in a state. */
  record Phase(String type, String state, Duration median, long cases) {

    /** As people say it: minutes below two hours, hours below two days, then days. */
    public String unit() {
      return median.toHours() < 2 ? "minutes" : median.toDays() < 2 ? "hours" : "days";
    }

    public double amount() {
      double seconds = median.toSeconds();
      return switch (unit()) {
        case "minutes" -> seconds / Duration.ofMinutes(1).toSeconds();
        case "hours" -> seconds / Duration.ofHours(1).toSeconds();
        default -> seconds / Duration.ofDays(1).toSeconds();
      };
    }
  }

  Shown show(Locale locale) {
    Instant now = clock.instant();
    LocalDate today = now.atZone(calendar.zone()).toLocalDate();
    LocalDate since = today.minusDays(WINDOW_DAYS - 1L);
    List<CaseFigures.Open> open = figures.open();
    List<CaseFigures.Verdicts> verdicts = figures.verdicts(since);
    Instant tomorrow = today.plusDays(1).atStartOfDay(calendar.zone()).toInstant();
    long overdue = figures.dueBefore(now);
    // A day ends with its last moment: what is due then is due before the day after has begun.
    Instant endOfToday = tomorrow.plusMillis(1);
    return new Shown(
        now,
        since,
        open.stream().mapToLong(CaseFigures.Open::cases).sum(),
        figures.dueBefore(endOfToday),
        "dueBefore=" + endOfToday,
        overdue,
        ages(),
        open(open, today),
        days(verdicts, since, today),
        passed(verdicts, since),
        reasons(since, locale),
        phases(since));
  }

  private static List<Age> ages() {
    List<Age> ages = new ArrayList<>();
    int from = 0;
    for (int to : AGES) {
      ages.add(new Age(from, to));
      from = to + 1;
    }
    ages.add(new Age(from, null));
    return List.copyOf(ages);
  }

  /** The first days of each age: who began then or later is not older. */
  private List<LocalDate> beginnings(LocalDate today) {
    List<LocalDate> beginnings = new ArrayList<>();
    LocalDate day = today;
    int passed = 0;
    for (int most : AGES) {
      // The day of the beginning itself never counts, and today has not passed.
      while (passed <= most) {
        if (calendar.kindOf(day).isWorked() && day.isBefore(today)) {
          passed++;
        }
        if (passed <= most) {
          day = day.minusDays(1);
        }
      }
      beginnings.add(day);
    }
    return beginnings;
  }

  private List<OpenRow> open(List<CaseFigures.Open> open, LocalDate today) {
    List<LocalDate> beginnings = beginnings(today);
    Map<String, long[]> rows = new TreeMap<>();
    for (CaseFigures.Open one : open) {
      long[] row =
          rows.computeIfAbsent(one.type() + " " + one.state(), any -> new long[AGES.size() + 1]);
      row[age(one.day(), beginnings)] += one.cases();
    }
    List<OpenRow> shown = new ArrayList<>();
    rows.forEach(
        (name, ages) -> {
          String type = name.substring(0, name.indexOf(' '));
          String state = name.substring(name.indexOf(' ') + 1);
          String query = "type=%s&state=%s&open=true".formatted(type, state);
          List<Cell> cells =
              IntStream.range(0, ages.length)
                  .mapToObj(i -> new Cell(ages[i], query + between(i, beginnings)))
                  .toList();
          shown.add(
              new OpenRow(type, state, cells.stream().mapToLong(Cell::cases).sum(), query, cells));
        });
    return List.copyOf(shown);
  }

  private static int age(LocalDate day, List<LocalDate> beginnings) {
    int age = 0;
    while (age < beginnings.size() && !day.isAfter(beginnings.get(age))) {
      age++;
    }
    return age;
  }

  private static String between(int age, List<LocalDate> beginnings) {
    String from = age < beginnings.size() ? "&from=" + beginnings.get(age).plusDays(1) : "";
    return from + (age == 0 ? "" : "&to=" + beginnings.get(age - 1));
  }

  private static List<Day> days(
      List<CaseFigures.Verdicts> verdicts, LocalDate since, LocalDate today) {
    Map<LocalDate, Map<String, Long>> byDay = new LinkedHashMap<>();
    since.datesUntil(today.plusDays(1)).forEach(day -> byDay.put(day, new TreeMap<>()));
    for (CaseFigures.Verdicts one : verdicts) {
      Map<String, Long> counted = byDay.get(one.day());
      if (counted != null && one.byPerson()) {
        counted.merge(one.verdict(), one.cases(), Long::sum);
      }
    }
    return byDay.entrySet().stream()
        .map(
            day ->
                new Day(
                    day.getKey(),
                    day.getValue().getOrDefault(APPROVED, 0L),
                    day.getValue().getOrDefault(Verdict.SENT_BACK.name(), 0L),
                    day.getValue().getOrDefault(REJECTED, 0L)))
        .toList();
  }

  private List<Passed> passed(List<CaseFigures.Verdicts> verdicts, LocalDate since) {
    Map<String, List<CaseFigures.Verdicts>> byType = new TreeMap<>();
    verdicts.forEach(
        one -> byType.computeIfAbsent(one.prefix(), any -> new ArrayList<>()).add(one));
    return byType.entrySet().stream()
        .map(type -> passed(name(type.getKey()), type.getValue(), since))
        .toList();
  }

  private static Passed passed(String type, List<CaseFigures.Verdicts> verdicts, LocalDate since) {
    long first = 0;
    long approved = 0;
    long ended = 0;
    long rounds = 0;
    for (CaseFigures.Verdicts one : verdicts) {
      if (one.round() == 1) {
        first += one.cases();
        approved += one.verdict().equals(APPROVED) ? one.cases() : 0;
      }
      if (one.verdict().equals(APPROVED) || one.verdict().equals(REJECTED)) {
        ended += one.cases();
        rounds += one.cases() * one.round();
      }
    }
    return new Passed(
        type,
        first,
        approved,
        ended == 0 ? 0 : (double) rounds / ended,
        "type=%s&decidedRound=1&decidedFrom=%s".formatted(type, since));
  }

  private List<Reason> reasons(LocalDate since, Locale locale) {
    return figures.reasons(since, REASONS).stream()
        .map(
            one ->
                new Reason(
                    name(one.prefix()),
                    one.code(),
                    text(one.code(), locale),
                    one.times(),
                    "type=%s&problem=%s&decidedFrom=%s"
                        .formatted(name(one.prefix()), one.code(), since)))
        .toList();
  }

  private String text(String code, Locale locale) {
    return tables.stream()
        .flatMap(table -> table.code(code).stream())
        .map(found -> found.text().in(locale))
        .findFirst()
        .orElse(code);
  }

  /**
   * How long cases were in the states they left; which those are is a question of their histories.
   */
  private List<Phase> phases(LocalDate since) {
    return figures.phases(since).stream()
        .map(
            one ->
                new Phase(
                    name(one.prefix()),
                    one.state(),
                    Duration.ofSeconds(one.medianSeconds()),
                    one.cases()))
        .toList();
  }

  /** What cases whose ids begin so are called: the longest name, as of a store that is to close. */
  private String name(String prefix) {
    return types.all().stream()
        .filter(type -> type.idPrefix().equals(prefix))
        .flatMap(type -> type.typeNames().stream())
        .max(Comparator.comparingInt(String::length))
        .orElse(prefix);
  }
}
