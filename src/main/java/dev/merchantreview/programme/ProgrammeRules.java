package dev.merchantreview.programme;

import dev.merchantreview.engine.Decisions;
import dev.merchantreview.notice.RuleTables;
import dev.merchantreview.shared.UnusableRuleException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Asks a programme's tables. An application, and a membership whose time to be better is over, are
 * judged in the engine; those who ask beforehand, and members by the hundred thousand, in this
 * process, by the engine's own libraries and the same editions.
 */
@Component
class ProgrammeRules {

  private static final Logger LOG = LoggerFactory.getLogger(ProgrammeRules.class);

  private final RuleTables tables;
  private final Decisions decisions;
  private final FactsOfSubjects facts;

  ProgrammeRules(RuleTables tables, Decisions decisions, FactsOfSubjects facts) {
    this.tables = tables;
    this.decisions = decisions;
    this.facts = facts;
  }

  /** What is known of a subject, and what of it is unmet. */
  record Looked(SubjectFacts facts, Judged judged) {}

  /** What a subject would lack on a day to be admitted. */
  Looked eligibility(Programme programme, String subject, LocalDate day) {
    SubjectFacts known = facts(programme, subject, day);
    return new Looked(
        known,
        judged(
            programme,
            known,
            answer(
                tables.on(programme.tables().eligibility(), programme.platform(), day),
                known.told(programme)),
            false));
  }

  /**
   * How subjects stand as members on a day, by their ids. Of whom the table says what there are no
   * words for, nothing is known: who is not among the answers is not judged.
   */
  Map<String, Judged> standings(Programme programme, Collection<String> subjects, LocalDate day) {
    Map<String, Judged> standings = new HashMap<>();
    if (programme.tables().standing() == null) {
      subjects.forEach(one -> standings.put(one, new Judged(Standing.OK, false, List.of(), null)));
      return standings;
    }
    RuleTables.DayTable table =
        tables.on(Objects.requireNonNull(programme.tables().standing()), programme.platform(), day);
    facts
        .of(programme, subjects, day)
        .forEach(
            (id, known) -> {
              try {
                standings.put(
                    id, judged(programme, known, answer(table, known.told(programme)), true));
              } catch (UnusableRuleException unusable) {
                LOG.error("{} {} is not judged: {}", programme.id(), id, unusable.getMessage());
              }
            });
    return standings;
  }

  /**
   * What a subject lacks today, said by the engine.
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException when it cannot answer now
   */
  Judged eligibilityInEngine(Programme programme, String subject, LocalDate today) {
    return inEngine(
        programme,
        programme.tables().eligibility(),
        facts(programme, subject, today),
        false,
        today);
  }

  /**
   * How a member stands today, said by the engine.
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException when it cannot answer now
   */
  Judged standingInEngine(Programme programme, String subject, LocalDate today) {
    String table = programme.tables().standing();
    return table == null
        ? new Judged(Standing.OK, false, List.of(), null)
        : inEngine(programme, table, facts(programme, subject, today), true, today);
  }

  /** What is known of a subject on a day. */
  SubjectFacts facts(Programme programme, String subject, LocalDate day) {
    return Objects.requireNonNull(facts.of(programme, List.of(subject), day).get(subject));
  }

  /** What a table said, whoever was asked. */
  private record Said(
      String table, JsonNode output, List<RuleTables.Row> rows, Map<String, Object> evidence) {}

  private static Said answer(RuleTables.DayTable table, Map<String, Object> told) {
    RuleTables.Answer answer = table.ask(told);
    return new Said(
        String.valueOf(answer.evidence().get("decision")),
        answer.output(),
        answer.rows(),
        answer.evidence());
  }

  private Judged inEngine(
      Programme programme, String table, SubjectFacts known, boolean standing, LocalDate today) {
    Decisions.Result result = decisions.evaluate(table, known.told(programme));
    return judged(
        programme,
        known,
        new Said(
            table,
            result.output(),
            // The words of the rows that matched: which rows did, the engine has said.
            tables.on(table, programme.platform(), today).rows(result.matchedRules()),
            result.evidence()),
        standing);
  }

  private static Judged judged(
      Programme programme, SubjectFacts known, Said said, boolean standing) {
    Map<String, Unmet> unmet = new LinkedHashMap<>();
    Standing worst = Standing.OK;
    boolean trial = false;
    for (SubjectFacts.Fact fact : known.facts()) {
      if (!fact.counts() && !fact.input().optional()) {
        Unmet lack =
            new Unmet(
                fact.lack() == SubjectFacts.Lack.OUTDATED
                    ? Unmet.FIGURE_OUTDATED
                    : Unmet.FIGURE_MISSING,
                fact.input().name(),
                shown(fact.value()),
                null,
                fact.asOf());
        unmet.put(lack.key(), lack);
        worst = Standing.FAIL;
      }
    }
    List<JsonNode> rows = said.output().isNull() ? List.of() : said.output().valueStream().toList();
    for (int i = 0; i < rows.size(); i++) {
      JsonNode row = rows.get(i);
      String code = (standing ? row.path("code") : row).asString("");
      Programme.Condition condition = programme.conditions().get(code);
      Optional<Standing> says =
          standing
              ? Standing.ofName(row.path("standing").asString(""))
              : Optional.of(Standing.FAIL);
      if (condition == null || says.isEmpty()) {
        throw new UnusableRuleException(
            said.table(),
            "%s says %s, which %s has no words for".formatted(said.table(), row, programme.id()),
            null);
      }
      trial |= says.get() == Standing.TRIAL;
      worst = says.get().compareTo(worst) > 0 ? says.get() : worst;
      Unmet one = unmet(condition, known, i < said.rows().size() ? said.rows().get(i) : null);
      unmet.putIfAbsent(one.key(), one);
    }
    return new Judged(
        worst == Standing.TRIAL ? Standing.OK : worst,
        trial,
        List.copyOf(new ArrayList<>(unmet.values())),
        said.evidence());
  }

  private static Unmet unmet(
      Programme.Condition condition, SubjectFacts known, RuleTables.@Nullable Row row) {
    SubjectFacts.Fact fact = known.of(condition.input());
    String test =
        row == null || condition.input() == null ? null : row.tests().get(condition.input());
    return new Unmet(
        condition.code(),
        condition.input(),
        fact == null ? null : shown(fact.value()),
        test == null ? null : Threshold.of(test).orElse(null),
        fact == null ? null : fact.asOf());
  }

  static @Nullable String shown(@Nullable Object value) {
    return value instanceof BigDecimal number
        ? number.toPlainString()
        : Objects.toString(value, null);
  }
}
