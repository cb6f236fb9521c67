package dev.merchantreview.programme;

import dev.merchantreview.figure.FigureDefinition;
import dev.merchantreview.figure.FigureDefinitions;
import dev.merchantreview.figure.FigureUnit;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.rules.Flaws;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.rules.YamlFields;
import dev.merchantreview.score.ScoreDefinition;
import dev.merchantreview.score.ScoreDefinitions;
import dev.merchantreview.shared.Platform;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a file of {@code config/programmes}. */
final class ProgrammeFile {

  private static final int LONGEST = 3_660;
  private static final int LAST_DAY_OF_EVERY_MONTH = 28;
  private static final int MOST_FAILURES = 100;
  private static final BigDecimal HIGHEST = new BigDecimal("1000000000000");
  private static final ProblemTable.Text STORE_STATE =
      new ProblemTable.Text("店铺状态", "State of the store");

  private final FigureDefinitions figures;
  private final ScoreDefinitions scores;
  private final Flaws flaws;

  ProgrammeFile(FigureDefinitions figures, ScoreDefinitions scores, Flaws flaws) {
    this.figures = figures;
    this.scores = scores;
    this.flaws = flaws;
  }

  /** Empty where something is wrong. */
  Optional<Programme> read(YamlFields file) {
    int before = flaws.count();
    String id = file.required("programme");
    Platform platform = constant(file, "platform", Platform.KUAISHOU);
    if (!id.isEmpty()
        && (!file.file().equals(id + ".yaml")
            || !id.matches(platform.name().toLowerCase(Locale.ROOT) + "-[a-z][a-z0-9-]{0,39}"))) {
      file.wrong(
          "programme",
          "%s is not called as its platform and its file; write <platform>-<name>, and call the file so"
              .formatted(id));
    }
    ProblemTable.Text name = text(file, "");
    SubjectKind subject = constant(file, "subject", SubjectKind.STORE);
    List<Programme.Input> inputs = new ArrayList<>();
    for (YamlFields one : file.maps("inputs", "input").orElse(List.of())) {
      inputs.add(input(one, subject));
    }
    Programme.Admission admission = admission(file, subject);
    Map<String, Programme.Condition> conditions = new LinkedHashMap<>();
    for (YamlFields one : file.maps("conditions", "condition").orElse(List.of())) {
      Programme.Condition condition = condition(one, inputs);
      if (conditions.put(condition.code(), condition) != null) {
        one.wrong("code", "%s is there twice; leave one".formatted(condition.code()));
      }
    }
    YamlFields tables = file.fields("tables").orElse(null);
    String eligibility = tables == null ? file.required("tables") : tables.required("eligibility");
    String standing =
        tables == null || admission.entry() == Programme.Entry.NONE
            ? null
            : tables.text("standing").orElse(null);
    if (tables != null) {
      tables.finish();
    }
    Programme.Checking checking = checking(file, standing != null);
    if (checking.every() == Programme.Every.NEVER && admission.probationDays() > 0) {
      file.wrong("probation-days", "nobody is checked, so probation never ends; leave it out");
    }
    if (checking.every() == Programme.Every.FIGURES && admission.pledge() != null) {
      file.wrong("pledge", "its own figure would have it checked; write DAY");
    }
    inputs.stream()
        .map(Programme.Input::name)
        .filter(TablesOfTheDay.TAKEN::contains)
        .forEach(
            taken ->
                file.wrong(
                    "inputs",
                    "the process has a variable %s of its own; call it otherwise"
                        .formatted(taken)));
    if (inputs.stream().map(Programme.Input::name).distinct().count() < inputs.size()) {
      file.wrong("inputs", "a name is there twice; leave one");
    }
    Programme.Closing closing = closing(file, subject);
    file.finish();
    return flaws.count() > before
        ? Optional.empty()
        : Optional.of(
            new Programme(
                id,
                platform,
                name.zh(),
                name.en(),
                subject,
                List.copyOf(inputs),
                new Programme.Tables(eligibility, standing),
                admission,
                checking,
                closing,
                Map.copyOf(conditions)));
  }

  private static <E extends Enum<E>> E constant(YamlFields fields, String key, E otherwise) {
    fields.required(key);
    return fields.constant(key, otherwise.getDeclaringClass()).orElse(otherwise);
  }

  /** Words in both languages, under keys that end in them. */
  private static ProblemTable.Text text(YamlFields fields, String prefix) {
    return new ProblemTable.Text(fields.required(prefix + "zh"), fields.required(prefix + "en"));
  }

  private Programme.Input input(YamlFields fields, SubjectKind subject) {
    String name = fields.required("name");
    Programme.Origin origin = constant(fields, "from", Programme.Origin.FIGURE);
    boolean optional = fields.flag("optional").orElse(false);
    String figure = null;
    int window = 0;
    ProblemTable.Text label = STORE_STATE;
    switch (origin) {
      case FIGURE -> {
        figure = fields.required("figure");
        fields.required("window");
        window = fields.whole("window", 0, LONGEST).orElse(0);
        label = figure(fields, figure, window, subject, null);
      }
      case SCORE -> label = score(fields, subject);
      case STORE_STATE -> {
        if (subject != SubjectKind.STORE && subject != SubjectKind.MERCHANT) {
          fields.wrong("from", "a %s is no store and has none; write FIGURE".formatted(subject));
        }
      }
    }
    fields.finish();
    return new Programme.Input(name, origin, figure, window, optional, label);
  }

  private ProblemTable.Text score(YamlFields fields, SubjectKind subject) {
    Optional<ScoreDefinition> score = scores.of(subject);
    if (score.isEmpty()) {
      fields.wrong("from", "config/scores has none of a %s; write FIGURE".formatted(subject));
      return STORE_STATE;
    }
    return new ProblemTable.Text(score.get().zh(), score.get().en());
  }

  private ProblemTable.Text figure(
      YamlFields fields, String name, int window, SubjectKind subject, @Nullable FigureUnit unit) {
    Optional<FigureDefinition> figure = figures.find(name);
    if (figure.isEmpty()) {
      fields.wrong("figure", "config/figures has no %s; add it, or write another".formatted(name));
      return STORE_STATE;
    }
    if (!figure.get().subjects().contains(subject)) {
      fields.wrong("figure", "%s is not reported of a %s; write another".formatted(name, subject));
    } else if (!figure.get().windows().contains(window)) {
      fields.wrong(
          "window",
          "%s is not counted over %d days; write one of %s"
              .formatted(name, window, figure.get().windows()));
    } else if (unit != null && figure.get().unit() != unit) {
      fields.wrong("figure", "%s is not of unit %s; write another".formatted(name, unit));
    }
    return new ProblemTable.Text(figure.get().zh(), figure.get().en());
  }

  private Programme.Admission admission(YamlFields file, SubjectKind subject) {
    Programme.Entry entry = constant(file, "entry", Programme.Entry.OPEN);
    Programme.Agreement agreement =
        file.fields("agreement")
            .map(
                one -> {
                  Programme.Agreement read =
                      new Programme.Agreement(one.required("version"), text(one, ""));
                  one.finish();
                  return read;
                })
            .orElse(null);
    Map<Programme.Ending, Integer> again = new EnumMap<>(Programme.Ending.class);
    file.fields("days-before-applying-again")
        .ifPresent(
            one -> {
              for (Programme.Ending ending : Programme.Ending.values()) {
                one.whole(ending.name().toLowerCase(Locale.ROOT), 0, LONGEST)
                    .ifPresent(days -> again.put(ending, days));
              }
              one.finish();
            });
    String pledge = file.text("pledge").orElse(null);
    if (pledge != null) {
      file.required("pledge");
      pledge(file, pledge, subject);
    }
    return new Programme.Admission(
        entry,
        agreement,
        file.whole("probation-days", 0, LONGEST).orElse(0),
        Map.copyOf(again),
        pledge);
  }

  private void pledge(YamlFields file, String pledge, SubjectKind subject) {
    Optional<FigureDefinition> figure = figures.find(pledge);
    if (figure.isEmpty()
        || figure.get().unit() != FigureUnit.FLAG
        || !figure.get().windows().contains(0)
        || !figure.get().subjects().contains(subject)) {
      file.wrong(
          "pledge", "%s is no flag of a %s in config/figures; add it".formatted(pledge, subject));
    } else if (!figure.get().byService()) {
      file.wrong(
          "pledge",
          "others may report %s and so make the pledge; write by-service: true where config/figures has it"
              .formatted(pledge));
    }
  }

  private Programme.Condition condition(YamlFields fields, List<Programme.Input> inputs) {
    String code = fields.required("code");
    String input = fields.text("input").orElse(null);
    if (input != null && inputs.stream().noneMatch(one -> one.name().equals(input))) {
      fields.wrong("input", "the file has no input %s; write one it has".formatted(input));
    }
    Programme.Condition condition =
        new Programme.Condition(code, input, text(fields, ""), text(fields, "remedy-"));
    fields.finish();
    return condition;
  }

  private static Programme.Checking checking(YamlFields file, boolean hasStanding) {
    YamlFields fields = file.fields("checked").orElse(null);
    if (fields == null) {
      if (hasStanding) {
        file.required("checked");
      }
      return new Programme.Checking(Programme.Every.NEVER, 0, true, 0, 0, false, 0);
    }
    Programme.Every every = constant(fields, "every", Programme.Every.DAY);
    if (!hasStanding && every != Programme.Every.NEVER) {
      fields.wrong("every", "there is no table standing; write it, or NEVER");
    }
    int day = fields.whole("day-of-month", 1, LAST_DAY_OF_EVERY_MONTH).orElse(0);
    if ((every == Programme.Every.MONTH) == (day == 0)) {
      fields.wrong("day-of-month", "write day-of-month for MONTH, and only there");
    }
    boolean warns = fields.flag("warned-first").orElse(true);
    int answer = fields.whole("answer-days", 1, LONGEST).orElse(0);
    int reminder = fields.whole("reminder-days", 0, LONGEST).orElse(0);
    if (warns == (answer == 0) && every != Programme.Every.NEVER) {
      fields.wrong(
          "answer-days", "write answer-days where members are warned first, and only there");
    }
    if (answer > 0 && reminder >= answer) {
      fields.wrong("reminder-days", "write fewer reminder-days than answer-days");
    }
    if (every == Programme.Every.MONTH && answer >= LAST_DAY_OF_EVERY_MONTH) {
      fields.wrong("answer-days", "the next check would come first; write fewer than 28");
    }
    boolean answered = fields.flag("answers-reviewed").orElse(false);
    int failures = fields.whole("failures-in-a-row", 2, MOST_FAILURES).orElse(0);
    if (failures > 0 && every != Programme.Every.MONTH) {
      fields.wrong(
          "failures-in-a-row",
          "they would be counted while a warned member has time; write it for MONTH only");
    }
    fields.finish();
    return new Programme.Checking(every, day, warns, answer, reminder, answered, failures);
  }

  private Programme.Closing closing(YamlFields file, SubjectKind subject) {
    YamlFields fields = file.fields("closing").orElse(null);
    if (fields == null) {
      return new Programme.Closing(0, Programme.Existing.ENDS, List.of());
    }
    List<Programme.Duty> duties = new ArrayList<>();
    for (YamlFields one : fields.maps("duties", "duty").orElse(List.of())) {
      String figure = one.required("figure");
      one.required("window");
      int window = one.whole("window", 0, LONGEST).orElse(0);
      figure(one, figure, window, subject, null);
      one.required("most");
      duties.add(
          new Programme.Duty(
              figure,
              window,
              one.number("most", BigDecimal.ZERO, HIGHEST).orElse(BigDecimal.ZERO),
              text(one, "")));
      one.finish();
    }
    Programme.Closing closing =
        new Programme.Closing(
            fields.whole("days", 0, LONGEST).orElse(0),
            constant(fields, "existing", Programme.Existing.ENDS),
            List.copyOf(duties));
    fields.finish();
    return closing;
  }
}
