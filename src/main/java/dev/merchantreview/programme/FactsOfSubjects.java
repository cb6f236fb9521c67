package dev.merchantreview.programme;

import dev.merchantreview.figure.Figure;
import dev.merchantreview.figure.Figures;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.score.Scores;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gathers what programmes' tables are told of subjects, of many at a time. */
@Component
class FactsOfSubjects {

  private final Figures figures;
  private final Scores scores;
  private final JdbcClient jdbc;

  FactsOfSubjects(Figures figures, Scores scores, JdbcClient jdbc) {
    this.figures = figures;
    this.scores = scores;
    this.jdbc = jdbc;
  }

  /** One for each subject, by its id. */
  @Transactional(readOnly = true)
  Map<String, SubjectFacts> of(Programme programme, Collection<String> ids, LocalDate day) {
    Map<String, List<SubjectFacts.Fact>> gathered = new HashMap<>();
    ids.forEach(id -> gathered.put(id, new ArrayList<>()));
    for (Programme.Input input : programme.inputs()) {
      Map<String, SubjectFacts.Fact> known =
          switch (input.origin()) {
            case FIGURE -> figures(programme.subject(), input, ids, day);
            case SCORE -> scores(programme.subject(), input, ids, day);
            case STORE_STATE -> states(programme, input, ids);
          };
      gathered.forEach(
          (id, facts) ->
              facts.add(
                  known.getOrDefault(
                      id, new SubjectFacts.Fact(input, null, null, SubjectFacts.Lack.MISSING))));
    }
    Map<String, SubjectFacts> all = new HashMap<>();
    gathered.forEach((id, facts) -> all.put(id, new SubjectFacts(List.copyOf(facts))));
    return all;
  }

  private Map<String, SubjectFacts.Fact> figures(
      SubjectKind kind, Programme.Input input, Collection<String> ids, LocalDate day) {
    Map<String, SubjectFacts.Fact> known = new HashMap<>();
    for (Figure figure :
        figures.on(kind, ids, Objects.requireNonNull(input.figure()), input.window(), day)) {
      known.put(
          figure.subject().id(),
          new SubjectFacts.Fact(
              input,
              figure.value(),
              figure.asOf(),
              figure.isFreshOn(day) ? null : SubjectFacts.Lack.OUTDATED));
    }
    return known;
  }

  private Map<String, SubjectFacts.Fact> scores(
      SubjectKind kind, Programme.Input input, Collection<String> ids, LocalDate day) {
    Map<String, SubjectFacts.Fact> known = new HashMap<>();
    scores
        .values(kind, ids, day)
        .forEach(
            (id, value) ->
                known.put(id, new SubjectFacts.Fact(input, value.score(), value.day(), null)));
    return known;
  }

  /** Of a merchant, one open store on the platform is enough. */
  private Map<String, SubjectFacts.Fact> states(
      Programme programme, Programme.Input input, Collection<String> ids) {
    Map<String, SubjectFacts.Fact> known = new HashMap<>();
    String key = programme.subject() == SubjectKind.STORE ? "id" : "merchant_id";
    jdbc.sql(
            "select %s as subject, min(case state when 'OPEN' then '0OPEN' else '1' || state end) as state from store where %s = any(:ids) and platform = :platform group by 1"
                .formatted(key, key))
        .param("ids", ids.toArray(String[]::new))
        .param("platform", programme.platform().name())
        .query(
            row -> {
              known.put(
                  row.getString("subject"),
                  new SubjectFacts.Fact(input, row.getString("state").substring(1), null, null));
            });
    return known;
  }
}
