package dev.merchantreview.figure.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.figure.Figure;
import dev.merchantreview.figure.FigureDefinition;
import dev.merchantreview.figure.FigureDefinitions;
import dev.merchantreview.figure.FigureRecord;
import dev.merchantreview.figure.FigureReport;
import dev.merchantreview.figure.FigureSubject;
import dev.merchantreview.figure.FigureUnit;
import dev.merchantreview.figure.Figures;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Page;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.PathIds;
import dev.merchantreview.web.Query;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Figures of stores, merchants, streamers and providers. */
@RestController
@RequestMapping("/api/v1")
@Tag(
    name = "Figures",
    description =
        "指标: what platforms report in numbers of stores, merchants, streamers and providers")
class FigureController {

  private final Figures figures;
  private final FigureDefinitions definitions;
  private final WorkingCalendar calendar;

  FigureController(Figures figures, FigureDefinitions definitions, WorkingCalendar calendar) {
    this.figures = figures;
    this.definitions = definitions;
    this.calendar = calendar;
  }

  /**
   * What became of figures that were sent.
   *
   * @param recorded figures told for the first time
   * @param corrected figures their source had told otherwise of the same day
   * @param unchanged figures it had told so already: nothing was done
   */
  record FigureReceiptView(int recorded, int corrected, int unchanged) {}

  @PutMapping("/figures/{subjectKind}/{id}")
  @MayCall({Role.ADMIN, Role.MERCHANT})
  @Operation(
      operationId = "putFigures",
      summary =
          "Report figures of one subject; the same again changes nothing, another value corrects the"
              + " one before. Merchants report what is theirs to report, of what is theirs")
  FigureReceiptView put(
      @PathVariable SubjectKind subjectKind,
      @PathVariable String id,
      @RequestBody FigureRequests.FigureList request,
      Caller caller) {
    FigureSubject subject = reportable(subjectKind, id, caller);
    List<FieldError> errors = new ArrayList<>();
    List<FigureReport> reports = new ArrayList<>();
    for (int i = 0; i < request.figures().size(); i++) {
      FigureRequests.FigureRequest one = request.figures().get(i);
      String at = "/figures/" + i;
      FigureDefinition definition = definitions.get(one.name());
      FigureJudge.ofOthers(definition, subjectKind, at).ifPresent(errors::add);
      notTheirs(definition, at, caller, errors);
      reports.add(
          new FigureReport(
              subject, one.name(), one.windowDays(), one.value(), one.asOf(), one.source()));
    }
    return report(reports, errors, caller);
  }

  @PutMapping("/figures")
  @MayCall({Role.ADMIN, Role.MERCHANT})
  @Operation(
      operationId = "putFigureBatch",
      summary =
          "Report up to 1,000 figures of many subjects, all or none; the same again changes nothing,"
              + " another value corrects the one before")
  FigureReceiptView putBatch(@RequestBody FigureRequests.FigureBatch request, Caller caller) {
    Map<SubjectKind, Set<String>> ids = new EnumMap<>(SubjectKind.class);
    request
        .figures()
        .forEach(
            one ->
                ids.computeIfAbsent(one.subjectKind(), kind -> new TreeSet<>())
                    .add(one.subjectId()));
    Map<SubjectKind, Map<String, String>> owners = new EnumMap<>(SubjectKind.class);
    ids.forEach((kind, some) -> owners.put(kind, figures.owners(kind, some)));
    List<FieldError> errors = new ArrayList<>();
    List<FigureReport> reports = new ArrayList<>();
    for (int i = 0; i < request.figures().size(); i++) {
      FigureRequests.SubjectFigureRequest one = request.figures().get(i);
      String owner = owners.getOrDefault(one.subjectKind(), Map.of()).get(one.subjectId());
      // What is somebody else's is not there for a merchant.
      if (owner == null || !(caller.has(Role.ADMIN) || caller.actsFor(owner))) {
        errors.add(FigureRules.unknown(i, one.subjectKind(), one.subjectId()));
      }
      notTheirs(definitions.get(one.name()), "/figures/" + i, caller, errors);
      reports.add(
          new FigureReport(
              new FigureSubject(one.subjectKind(), one.subjectId()),
              one.name(),
              one.windowDays(),
              one.value(),
              one.asOf(),
              one.source()));
    }
    return report(reports, errors, caller);
  }

  private FigureReceiptView report(
      List<FigureReport> reports, List<FieldError> errors, Caller caller) {
    if (!errors.isEmpty()) {
      throw ApiProblem.validation(errors);
    }
    Figures.Outcome outcome = figures.report(reports, caller.actor());
    return new FigureReceiptView(outcome.recorded(), outcome.corrected(), outcome.unchanged());
  }

  private static void notTheirs(
      FigureDefinition definition, String at, Caller caller, List<FieldError> errors) {
    if (!caller.has(Role.ADMIN) && !definition.byMerchants()) {
      errors.add(FieldError.of(at + "/name", "FIGURE_BY_PLATFORM", definition.name()));
    }
  }

  /**
   * A figure.
   *
   * @param label what people call it
   * @param value in its unit; a share as 0.8
   * @param unit in what it is counted
   * @param asOf the day it is of
   * @param windowDays over how many days it was counted; 0 for what was so on its day
   * @param source who told it
   * @param ageDays how many days old it was on the day that was asked for
   * @param fresh whether it counted on that day; one that is too old is as if it were not met
   * @param freshUntil the last day it counts; null for until it changes
   */
  record FigureView(
      String name,
      String label,
      BigDecimal value,
      FigureUnit unit,
      int windowDays,
      LocalDate asOf,
      String source,
      long ageDays,
      boolean fresh,
      @Nullable LocalDate freshUntil) {}

  /**
   * The figures of a subject on a day.
   *
   * @param subjectId the store's or provider's id, or the platform's id of the merchant or streamer
   * @param on the day that was asked for
   * @param figures the latest of each name and window up to that day, however old
   */
  record SubjectFiguresView(
      SubjectKind subjectKind, String subjectId, LocalDate on, List<FigureView> figures) {}

  @GetMapping("/figures/{subjectKind}/{id}")
  @MayCall
  @Operation(
      operationId = "getFigures",
      summary = "The figures of a subject, today or on a day of before; a merchant sees its own")
  @Parameter(
      name = "on",
      in = ParameterIn.QUERY,
      description = "The day, YYYY-MM-DD; today unless given",
      schema = @Schema(type = "string", format = "date"))
  SubjectFiguresView get(
      @PathVariable SubjectKind subjectKind,
      @PathVariable String id,
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
      Caller caller,
      Locale locale) {
    Query query = new Query(parameters, Set.of("on"), Query.Kind.SINGLE);
    LocalDate on = query.date("on").orElseGet(figures::today);
    query.check();
    FigureSubject subject = visible(subjectKind, id, caller);
    return new SubjectFiguresView(
        subjectKind,
        id,
        on,
        figures.on(subject, on).stream().map(figure -> view(figure, on, locale)).toList());
  }

  private FigureView view(Figure figure, LocalDate on, Locale locale) {
    FigureDefinition definition = definitions.get(figure.name());
    return new FigureView(
        figure.name(),
        definition.label(locale),
        figure.value(),
        definition.unit(),
        figure.windowDays(),
        figure.asOf(),
        figure.source(),
        figure.ageOn(on),
        figure.isFreshOn(on),
        figure.freshUntil().equals(LocalDate.MAX) ? null : figure.freshUntil());
  }

  /**
   * A report of a figure.
   *
   * @param value null where the figure of that day was withdrawn
   * @param asOf the day it is of
   * @param windowDays over how many days it was counted; 0 for what was so on its day
   * @param source who told it
   * @param revision 1, and one more for each correction by the same source
   * @param reportedBy who sent it
   * @param reportedAt when it was sent
   */
  record FigureReportView(
      @Nullable BigDecimal value,
      int windowDays,
      LocalDate asOf,
      String source,
      int revision,
      String reportedBy,
      OffsetDateTime reportedAt) {}

  @GetMapping("/figures/{subjectKind}/{id}/{name}")
  @MayCall
  @Operation(
      operationId = "listFigureReports",
      summary = "Every report of a figure of a subject, corrections among them, latest first")
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  Page<FigureReportView> reports(
      @PathVariable SubjectKind subjectKind,
      @PathVariable String id,
      @PathVariable String name,
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
      Caller caller) {
    Query query = new Query(parameters, Set.of());
    int limit = query.limit();
    long before = query.cursor().map(cursor -> number(cursor, query)).orElse(Long.MAX_VALUE);
    query.check();
    FigureSubject subject = visible(subjectKind, id, caller);
    if (definitions.find(name).filter(one -> one.subjects().contains(subjectKind)).isEmpty()) {
      throw ApiProblem.notFound(name);
    }
    return Page.of(
        figures.reports(subject, name, before, limit + 1),
        limit,
        report -> new Page.Cursor(Instant.EPOCH, Long.toString(report.id())),
        this::view);
  }

  private static long number(Page.Cursor cursor, Query query) {
    if (cursor.at().equals(Instant.EPOCH) && cursor.id().matches("[1-9][0-9]{0,17}")) {
      return Long.parseLong(cursor.id());
    }
    query.wrong(FieldError.of("#query/cursor", "WRONG_CURSOR"));
    return Long.MAX_VALUE;
  }

  private FigureReportView view(FigureRecord report) {
    return new FigureReportView(
        report.value(),
        report.windowDays(),
        report.asOf(),
        report.source(),
        report.revision(),
        report.reportedBy(),
        report.reportedAt().atZone(calendar.zone()).toOffsetDateTime());
  }

  /**
   * What a figure is.
   *
   * @param name what programs call it
   * @param label what people call it
   * @param unit in what it is counted
   * @param subjects of whom it is reported
   * @param least the smallest value there can be
   * @param most the largest value there can be
   * @param decimals how many digits may stand after the point
   * @param windows over how many days it may be counted; 0 for what is so on its day
   * @param freshUntil the last day one of today would count; null for until it changes
   * @param byMerchants whether merchants report it of what is theirs
   * @param byService whether this service alone says it: a report of it is refused
   */
  record FigureNameView(
      String name,
      String label,
      Set<SubjectKind> subjects,
      FigureUnit unit,
      BigDecimal least,
      BigDecimal most,
      int decimals,
      List<Integer> windows,
      @Nullable LocalDate freshUntil,
      boolean byMerchants,
      boolean byService) {}

  @GetMapping("/figure-names")
  @MayCall
  @Operation(
      operationId = "listFigureNames",
      summary = "The figures there are, each with its unit, range, windows and how long it counts")
  @Parameter(
      name = "subjectKind",
      in = ParameterIn.QUERY,
      description = "Only those reported of such subjects",
      schema = @Schema(implementation = SubjectKind.class))
  List<FigureNameView> names(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters, Locale locale) {
    Query query = new Query(parameters, Set.of("subjectKind"), Query.Kind.SINGLE);
    List<FigureDefinition> found =
        query
            .constant("subjectKind", SubjectKind.class)
            .map(kind -> List.copyOf(definitions.of(kind).values()))
            .orElseGet(() -> List.copyOf(definitions.all()));
    query.check();
    return found.stream().map(one -> view(one, locale)).toList();
  }

  private FigureNameView view(FigureDefinition one, Locale locale) {
    LocalDate until = one.freshness().lastDay(figures.today());
    return new FigureNameView(
        one.name(),
        one.label(locale),
        new TreeSet<>(one.subjects()),
        one.unit(),
        one.least(),
        one.most(),
        one.decimals(),
        one.windows(),
        until.equals(LocalDate.MAX) ? null : until,
        one.byMerchants(),
        one.byService());
  }

  private FigureSubject reportable(SubjectKind kind, String id, Caller caller) {
    return found(kind, id, owner -> caller.has(Role.ADMIN) || caller.actsFor(owner));
  }

  private FigureSubject visible(SubjectKind kind, String id, Caller caller) {
    return found(kind, id, owner -> caller.readsAll() || caller.actsFor(owner));
  }

  /** What is somebody else's is not there for a merchant. */
  private FigureSubject found(SubjectKind kind, String id, Predicate<String> theirs) {
    String owner = figures.owners(kind, List.of(PathIds.require(id))).get(id);
    if (owner == null || !theirs.test(owner)) {
      throw ApiProblem.notFound(id);
    }
    return new FigureSubject(kind, id);
  }
}
