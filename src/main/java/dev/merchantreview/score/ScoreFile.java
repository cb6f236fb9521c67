package dev.merchantreview.score;

import dev.merchantreview.figure.FigureDefinition;
import dev.merchantreview.figure.FigureDefinitions;
import dev.merchantreview.figure.FigureUnit;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.rules.Flaws;
import dev.merchantreview.rules.YamlFields;
import dev.merchantreview.shared.Platform;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a file of {@code config/scores}. */
final class ScoreFile {

  private static final Set<SubjectKind> SCORED = Set.of(SubjectKind.STORE, SubjectKind.STREAMER);
  private static final BigDecimal HIGHEST = BigDecimal.TEN;
  private static final int MOST_EDITIONS = 9_999;
  private static final int LONGEST = 3_660;

  private final FigureDefinitions figures;
  private final Flaws flaws;

  ScoreFile(FigureDefinitions figures, Flaws flaws) {
    this.figures = figures;
    this.flaws = flaws;
  }

  /** Empty where something is wrong. */
  Optional<ScoreDefinition> read(YamlFields file) {
    int before = flaws.count();
    String name = file.required("score");
    String zh = file.required("zh");
    String en = file.required("en");
    file.required("subject");
    Optional<SubjectKind> subject = file.constant("subject", SubjectKind.class);
    subject
        .filter(kind -> !SCORED.contains(kind))
        .ifPresent(
            kind ->
                file.wrong("subject", "%s have no score; write STORE or STREAMER".formatted(kind)));
    Set<Platform> platforms = file.constants("platforms", Platform.class).orElse(Set.of());
    if (subject.isPresent() && platforms.isEmpty() != (subject.get() != SubjectKind.STORE)) {
      file.wrong("platforms", "write platforms where the subject is STORE, and only there");
    }
    file.required("counts-days");
    int countsDays = file.whole("counts-days", 0, LONGEST).orElse(0);
    List<ScoreDefinition.Edition> editions = new ArrayList<>();
    Set<Integer> numbers = new HashSet<>();
    Set<LocalDate> days = new HashSet<>();
    for (YamlFields one : file.maps("editions", "edition").orElse(List.of())) {
      edition(one, subject.orElse(SubjectKind.STORE))
          .ifPresent(
              edition -> {
                if (!numbers.add(edition.number()) || !days.add(edition.from())) {
                  one.wrong(
                      "edition",
                      "edition %d has the number or the day of another; write its own"
                          .formatted(edition.number()));
                }
                editions.add(edition);
              });
    }
    if (editions.isEmpty()) {
      file.wrong("editions", "the file has no editions that can be used; write one");
    }
    file.finish();
    editions.sort(Comparator.comparing(ScoreDefinition.Edition::from));
    return flaws.count() > before
        ? Optional.empty()
        : subject.map(
            kind ->
                new ScoreDefinition(
                    name, zh, en, kind, platforms, countsDays, List.copyOf(editions)));
  }

  private Optional<ScoreDefinition.Edition> edition(YamlFields fields, SubjectKind subject) {
    int before = flaws.count();
    fields.required("edition");
    fields.required("from");
    fields.required("least");
    fields.required("most");
    fields.required("enough");
    int number = fields.whole("edition", 1, MOST_EDITIONS).orElse(0);
    LocalDate from = fields.day("from").orElse(LocalDate.MIN);
    BigDecimal least = fields.number("least", BigDecimal.ZERO, HIGHEST).orElse(BigDecimal.ZERO);
    BigDecimal most = fields.number("most", BigDecimal.ZERO, HIGHEST).orElse(HIGHEST);
    if (least.compareTo(most) >= 0) {
      fields.wrong("least", "edition %d: least is not below most; exchange them".formatted(number));
    }
    BigDecimal enough =
        fields.number("enough", new BigDecimal("0.01"), BigDecimal.ONE).orElse(BigDecimal.ONE);
    List<ScoreTerms.Indicator> indicators = new ArrayList<>();
    for (YamlFields one : fields.maps("indicators", "indicator").orElse(List.of())) {
      indicator(one, subject).ifPresent(indicators::add);
    }
    BigDecimal weights =
        indicators.stream()
            .map(ScoreTerms.Indicator::weight)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    if (flaws.count() == before && weights.compareTo(BigDecimal.ONE) != 0) {
      fields.wrong(
          "indicators",
          "edition %d: the weights are %s together; make them 1"
              .formatted(number, weights.toPlainString()));
    }
    ScoreTerms.Gate gate = fields.fields("gate").map(one -> gate(one, subject)).orElse(null);
    List<ScoreTerms.Bonus> bonus = new ArrayList<>();
    for (YamlFields one : fields.maps("bonus", "bonus").orElse(List.of())) {
      bonus.add(bonus(one, subject));
    }
    Set<String> seen = new HashSet<>();
    Stream.of(
            indicators.stream().map(ScoreTerms.Indicator::figure),
            bonus.stream().map(ScoreTerms.Bonus::figure),
            Optional.ofNullable(gate).map(ScoreTerms.Gate::figure).stream())
        .flatMap(one -> one)
        .filter(figure -> !seen.add(figure))
        .forEach(
            figure ->
                fields.wrong(
                    "indicators",
                    "edition %d names %s twice; leave one".formatted(number, figure)));
    Optional<String> notice = fields.text("notice");
    fields.finish();
    return flaws.count() > before
        ? Optional.empty()
        : Optional.of(
            new ScoreDefinition.Edition(
                number,
                from,
                notice.orElse(null),
                new ScoreTerms(
                    least, most, enough, List.copyOf(indicators), gate, List.copyOf(bonus))));
  }

  private Optional<ScoreTerms.Indicator> indicator(YamlFields fields, SubjectKind subject) {
    fields.required("better");
    Optional<ScoreTerms.Better> better = fields.constant("better", ScoreTerms.Better.class);
    String figure = figure(fields, subject, null);
    int window = fields.whole("window", 0, LONGEST).orElse(0);
    fields.required("weight");
    BigDecimal weight =
        fields.number("weight", new BigDecimal("0.0001"), BigDecimal.ONE).orElse(BigDecimal.ZERO);
    fields.finish();
    return better.map(one -> new ScoreTerms.Indicator(figure, window, weight, one));
  }

  private ScoreTerms.Gate gate(YamlFields fields, SubjectKind subject) {
    String figure = figure(fields, subject, null);
    int window = fields.whole("window", 0, LONGEST).orElse(0);
    fields.required("most");
    BigDecimal most =
        fields
            .number("most", BigDecimal.ZERO, new BigDecimal("1000000000000"))
            .orElse(BigDecimal.ZERO);
    fields.finish();
    return new ScoreTerms.Gate(figure, window, most);
  }

  private ScoreTerms.Bonus bonus(YamlFields fields, SubjectKind subject) {
    String figure = figure(fields, subject, FigureUnit.FLAG);
    int window = fields.whole("window", 0, LONGEST).orElse(0);
    fields.required("points");
    BigDecimal points = fields.number("points", BigDecimal.ZERO, HIGHEST).orElse(BigDecimal.ZERO);
    fields.finish();
    return new ScoreTerms.Bonus(figure, window, points);
  }

  /** One that is reported of such subjects over that window. */
  private String figure(YamlFields fields, SubjectKind subject, @Nullable FigureUnit unit) {
    String name = fields.required("figure");
    fields.required("window");
    if (name.isEmpty()) {
      return name;
    }
    Optional<FigureDefinition> figure = figures.find(name);
    if (figure.isEmpty()) {
      fields.wrong("figure", "config/figures has no %s; add it, or write another".formatted(name));
    } else if (!figure.get().subjects().contains(subject)) {
      fields.wrong("figure", "%s is not reported of a %s; write another".formatted(name, subject));
    } else if (unit != null && figure.get().unit() != unit) {
      fields.wrong("figure", "%s is not of unit %s; write another".formatted(name, unit));
    } else {
      fields
          .whole("window", 0, LONGEST)
          .filter(window -> !figure.get().windows().contains(window))
          .ifPresent(
              window ->
                  fields.wrong(
                      "window",
                      "%s is not counted over %d days; write one of %s"
                          .formatted(name, window, figure.get().windows())));
    }
    return name;
  }
}
