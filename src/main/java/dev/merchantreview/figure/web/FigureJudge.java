package dev.merchantreview.figure.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.figure.FigureDefinition;
import dev.merchantreview.figure.FigureDefinitions;
import dev.merchantreview.figure.FigureUnit;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.CallerClock;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Everything that is wrong with figures as they are sent, but who sends them: what a name does not
 * allow, a day that is still to come, and the same figure twice.
 */
@Component
class FigureJudge {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final FigureDefinitions definitions;
  private final WorkingCalendar calendar;
  private final CallerClock clock;

  FigureJudge(FigureDefinitions definitions, WorkingCalendar calendar, CallerClock clock) {
    this.definitions = definitions;
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * @param figures any JSON; what has not the shape it should have is looked over
   * @param pointer where it stands
   */
  List<FieldError> judge(JsonNode figures, String pointer) {
    LocalDate latest = clock.latestNow().atZone(calendar.zone()).toLocalDate();
    List<FieldError> errors = new ArrayList<>();
    Set<List<String>> seen = new HashSet<>();
    for (int i = 0; i < figures.size(); i++) {
      JsonNode figure = figures.path(i);
      String at = pointer + "/" + i;
      day(figure)
          .filter(day -> day.isAfter(latest))
          .ifPresent(day -> errors.add(FieldError.of(at + "/asOf", "IN_FUTURE")));
      if (figure.path("name").isString()) {
        String name = figure.path("name").asString();
        definitions
            .find(name)
            .ifPresentOrElse(
                definition -> judge(figure, definition, at, errors),
                () ->
                    errors.add(FieldError.of(at + "/name", "UNKNOWN_FIGURE", name, names(figure))));
      }
      List<String> key =
          List.of("subjectKind", "subjectId", "name", "asOf", "windowDays", "source").stream()
              .map(part -> figure.path(part).asString(""))
              .toList();
      if (figure.isObject() && !seen.add(key)) {
        errors.add(FieldError.of(at, "FIGURE_TWICE"));
      }
    }
    return errors;
  }

  private static Optional<LocalDate> day(JsonNode figure) {
    try {
      return Optional.of(figure.path("asOf"))
          .filter(JsonNode::isString)
          .map(day -> LocalDate.parse(day.asString()));
    } catch (DateTimeException noDate) {
      // The schema says so already.
      return Optional.empty();
    }
  }

  private static Optional<SubjectKind> kind(JsonNode figure) {
    return Arrays.stream(SubjectKind.values())
        .filter(kind -> figure.path("subjectKind").asString("").equals(kind.name()))
        .findFirst();
  }

  /** What it could have been. */
  private String names(JsonNode figure) {
    return kind(figure)
        .map(kind -> definitions.of(kind).values())
        .orElseGet(definitions::all)
        .stream()
        .map(FigureDefinition::name)
        .collect(Collectors.joining(", "));
  }

  private static void judge(
      JsonNode figure, FigureDefinition definition, String at, List<FieldError> errors) {
    kind(figure).flatMap(kind -> ofOthers(definition, kind, at)).ifPresent(errors::add);
    if (definition.byService()) {
      errors.add(FieldError.of(at + "/name", "FIGURE_BY_SERVICE", definition.name()));
    }
    if (figure.path("unit").isString()
        && !figure.path("unit").asString().equals(definition.unit().name())) {
      errors.add(
          FieldError.of(at + "/unit", "OTHER_UNIT", definition.name(), definition.unit().name()));
    }
    if (figure.path("windowDays").isIntegralNumber()
        && !definition.windows().contains(figure.path("windowDays").asInt(-1))) {
      errors.add(
          FieldError.of(
              at + "/windowDays",
              "WINDOW_NOT_ALLOWED",
              definition.name(),
              definition.windows().stream()
                  .map(String::valueOf)
                  .collect(Collectors.joining(", "))));
    }
    if (figure.path("value").isNumber()) {
      judge(figure.path("value").decimalValue(), definition, at + "/value", errors);
    }
  }

  /** A figure of this name is not told of subjects of this kind. */
  static Optional<FieldError> ofOthers(FigureDefinition definition, SubjectKind kind, String at) {
    return definition.subjects().contains(kind)
        ? Optional.empty()
        : Optional.of(
            FieldError.of(
                at + "/name",
                "FIGURE_OF_OTHERS",
                definition.name(),
                definition.subjects().stream()
                    .sorted()
                    .map(SubjectKind::name)
                    .collect(Collectors.joining(", "))));
  }

  private static void judge(
      BigDecimal value, FigureDefinition definition, String at, List<FieldError> errors) {
    if (value.compareTo(definition.least()) < 0 || value.compareTo(definition.most()) > 0) {
      boolean percent =
          definition.unit() == FigureUnit.RATIO
              && value.compareTo(BigDecimal.ONE) > 0
              && value.compareTo(HUNDRED) <= 0;
      errors.add(
          percent
              ? FieldError.of(
                  at,
                  "PERCENT_FOR_RATIO",
                  value.stripTrailingZeros().toPlainString(),
                  value.movePointLeft(2).stripTrailingZeros().toPlainString())
              : FieldError.of(
                  at,
                  "OUT_OF_RANGE",
                  definition.least().toPlainString(),
                  definition.most().toPlainString()));
    } else if (value.stripTrailingZeros().scale() > definition.decimals()) {
      errors.add(
          definition.unit() == FigureUnit.FLAG
              ? FieldError.of(at, "OUT_OF_RANGE", "0", "1")
              : FieldError.of(at, "TOO_MANY_DECIMALS", definition.decimals()));
    }
  }
}
