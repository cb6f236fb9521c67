package dev.merchantreview.figure;

import dev.merchantreview.rules.Flaws;
import dev.merchantreview.rules.YamlFields;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a file of {@code config/figures}. */
final class FigureFile {

  /** As requests name figures. */
  static final String NAME = "^[a-z][a-z0-9-]{1,39}$";

  private static final Pattern NAMES = Pattern.compile(NAME);
  // What scores compute with has fifteen digits.
  private static final BigDecimal FARTHEST = new BigDecimal("1000000000000");
  private static final int MOST_DECIMALS = 6;
  private static final int LONGEST_WINDOW = 3_660;
  private static final int LATEST_DAY_OF_ALL_MONTHS = 28;

  private final Flaws flaws;

  FigureFile(Flaws flaws) {
    this.flaws = flaws;
  }

  /**
   * @param add takes a figure; false when it has one of that name
   */
  void read(YamlFields file, Predicate<FigureDefinition> add) {
    List<YamlFields> figures = file.maps("figures", "figure").orElse(List.of());
    if (figures.isEmpty()) {
      file.wrong("figures", "the file has no figures; write them as a list");
    }
    file.finish();
    for (YamlFields figure : figures) {
      definition(figure)
          .filter(one -> !add.test(one))
          .ifPresent(
              one ->
                  figure.wrong(
                      "name", "figure %s is there twice; leave one".formatted(one.name())));
    }
  }

  private Optional<FigureDefinition> definition(YamlFields fields) {
    int before = flaws.count();
    String name = fields.required("name");
    if (!name.isEmpty() && !NAMES.matcher(name).matches()) {
      fields.wrong(
          "name",
          "%s is no name of a figure; write small letters, digits and hyphens, 2 to 40"
              .formatted(name));
    }
    String zh = fields.required("zh");
    String en = fields.required("en");
    Set<SubjectKind> subjects = fields.constants("subjects", SubjectKind.class).orElse(Set.of());
    if (subjects.isEmpty()) {
      fields.wrong("subjects", "figure %s has no subjects; write some".formatted(name));
    }
    fields.required("unit");
    Optional<FigureUnit> unit = fields.constant("unit", FigureUnit.class);
    fields.required("least");
    fields.required("most");
    BigDecimal least =
        fields.number("least", FARTHEST.negate(), FARTHEST).orElse(FARTHEST.negate());
    BigDecimal most = fields.number("most", FARTHEST.negate(), FARTHEST).orElse(FARTHEST);
    if (least.compareTo(most) > 0) {
      fields.wrong("least", "figure %s: least is more than most; exchange them".formatted(name));
    }
    if (unit.filter(one -> one == FigureUnit.RATIO || one == FigureUnit.FLAG).isPresent()
        && (least.signum() < 0 || most.compareTo(BigDecimal.ONE) > 0)) {
      fields.wrong(
          "most",
          "figure %s is of unit %s; write least and most from 0 to 1"
              .formatted(name, unit.orElseThrow()));
    }
    int decimals = fields.whole("decimals", 0, MOST_DECIMALS).orElse(0);
    List<Integer> windows = fields.wholes("windows", 0, LONGEST_WINDOW).orElse(List.of());
    if (windows.isEmpty()) {
      fields.wrong(
          "windows",
          "figure %s has no windows; write days, or [0] for what is so on its day".formatted(name));
    }
    Optional<Freshness> freshness = freshness(fields, name);
    boolean byMerchants = fields.flag("by-merchants").orElse(false);
    boolean byService = fields.flag("by-service").orElse(false);
    if (byMerchants && byService) {
      fields.wrong(
          "by-service",
          "figure %s is said by this service alone and by merchants; take one of both out"
              .formatted(name));
    }
    fields.finish();
    return flaws.count() > before || unit.isEmpty() || freshness.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new FigureDefinition(
                name,
                zh,
                en,
                subjects,
                unit.get(),
                least,
                most,
                decimals,
                windows,
                freshness.get(),
                byMerchants,
                byService));
  }

  private static Optional<Freshness> freshness(YamlFields fields, String name) {
    Optional<Freshness> days =
        fields.whole("fresh-days", 0, LONGEST_WINDOW).map(Freshness.ForDays::new);
    Optional<Freshness> monthly = fields.fields("fresh-until").flatMap(FigureFile::monthly);
    Optional<Freshness> changed =
        fields
            .flag("fresh-until-changed")
            .filter(Boolean::booleanValue)
            .map(flag -> new Freshness.UntilChanged());
    List<Freshness> said = Stream.of(days, monthly, changed).flatMap(Optional::stream).toList();
    if (said.size() != 1) {
      fields.wrong(
          "fresh-days",
          "figure %s says %s how long it counts; write one of fresh-days, fresh-until, fresh-until-changed"
              .formatted(name, said.isEmpty() ? "nowhere" : "twice"));
      return Optional.empty();
    }
    return Optional.of(said.getFirst());
  }

  private static Optional<Freshness> monthly(YamlFields fields) {
    fields.required("monthly-on");
    fields.required("grace-days");
    Optional<Integer> on = fields.whole("monthly-on", 1, LATEST_DAY_OF_ALL_MONTHS);
    Optional<Integer> grace = fields.whole("grace-days", 0, LATEST_DAY_OF_ALL_MONTHS);
    fields.finish();
    return on.flatMap(day -> grace.map(days -> new Freshness.Monthly(day, days)));
  }
}
