package dev.merchantreview.programme;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.shared.ReadTogether;
import dev.merchantreview.shared.RowsTogether;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/**
 * Whether a subject may use what a programme opens: the one gate for everybody who asks. Every
 * answer is read from the database after the question came, so it can never say yes once a closing
 * has committed; questions that come together are read together.
 */
@Service
public class ProgrammePermits implements AutoCloseable {

  /** Nobody of that name is a member. */
  public static final String NOT_A_MEMBER = "NOT_A_MEMBER";

  /** It has applied, and is not admitted yet. */
  public static final String NOT_ADMITTED_YET = "NOT_ADMITTED_YET";

  /** Its membership has ended, or ends before the time asked about. */
  public static final String MEMBERSHIP_ENDED = "MEMBERSHIP_ENDED";

  /** Its present figures were not judged yet, or there are none. */
  public static final String NOT_JUDGED_YET = "NOT_JUDGED_YET";

  private static final String FACT =
      """
      select m.state, m.closes_on, m.id
        from %s as a(programme, subject_id, n)
        left join lateral (
          select o.state, o.closes_on, o.id from programme_membership o
           where o.programme = a.programme and o.subject_id = a.subject_id
           order by o.state in ('CLOSED', 'REFUSED'), o.created_at desc limit 1) m on true
       order by a.n
      """;
  private static final RowsTogether ROWS =
      new RowsTogether(2, n -> FACT.formatted(RowsTogether.values(2, n)));
  private static final String MANY = FACT.formatted("unnest(?::text[], ?::text[]) with ordinality");

  private final Programmes programmes;
  private final Map<String, OpenStandings> open;
  private final JdbcTemplate jdbc;
  private final WorkingCalendar calendar;
  private final Clock clock;
  private final ReadTogether<Question, Fact> together;

  ProgrammePermits(
      Programmes programmes,
      List<OpenStandings> open,
      JdbcTemplate jdbc,
      WorkingCalendar calendar,
      Clock clock) {
    this.programmes = programmes;
    this.open =
        open.stream().collect(Collectors.toMap(OpenStandings::programme, Function.identity()));
    this.jdbc = jdbc;
    this.calendar = calendar;
    this.clock = clock;
    this.together = new ReadTogether<>("permits", RowsTogether.MOST, this::read);
    programmes.all().stream()
        .filter(one -> one.admission().entry() == Programme.Entry.NONE)
        .filter(one -> !this.open.containsKey(one.id()))
        .forEach(
            one -> {
              throw new IllegalStateException(
                  "config/programmes/%s.yaml: nobody keeps how its subjects stand; write another entry than NONE"
                      .formatted(one.id()));
            });
  }

  @Override
  public void close() {
    together.close();
  }

  /**
   * A question.
   *
   * @param programme one there is
   * @param at when it is to be used; null means now
   */
  public record Question(String programme, String subject, @Nullable Instant at) {}

  /**
   * An answer.
   *
   * @param reasons every reason against it, by code; empty when it is permitted
   * @param state of the membership; null where there is none, and where nobody applies
   * @param membership its id; null likewise
   */
  public record Answer(
      List<String> reasons, @Nullable MembershipState state, @Nullable String membership) {

    public boolean permitted() {
      return reasons.isEmpty();
    }
  }

  private record Fact(
      @Nullable MembershipState state, @Nullable LocalDate closesOn, @Nullable String id) {}

  /** Answers questions, in their order. */
  public List<Answer> answer(List<Question> questions) {
    if (questions.size() == 1 && !isOpen(questions.getFirst())) {
      return List.of(answer(questions.getFirst(), together.ask(questions.getFirst())));
    }
    List<Fact> facts = many(questions);
    Map<String, Map<String, List<String>>> standings = standings(questions);
    List<Answer> answers = new ArrayList<>(questions.size());
    for (int i = 0; i < questions.size(); i++) {
      Question question = questions.get(i);
      answers.add(
          isOpen(question)
              ? new Answer(
                  standings
                      .getOrDefault(question.programme(), Map.of())
                      .getOrDefault(question.subject(), List.of(NOT_JUDGED_YET)),
                  null,
                  null)
              : answer(question, facts.get(i)));
    }
    return answers;
  }

  private boolean isOpen(Question question) {
    return programmes
        .find(question.programme())
        .filter(one -> one.admission().entry() == Programme.Entry.NONE)
        .isPresent();
  }

  private Map<String, Map<String, List<String>>> standings(List<Question> questions) {
    Map<String, Collection<String>> asked = new HashMap<>();
    // As sale permits do: what is judged now counts, whenever it is to be used.
    Instant now = clock.instant();
    for (Question question : questions) {
      if (isOpen(question)) {
        asked
            .computeIfAbsent(question.programme(), one -> new ArrayList<>())
            .add(question.subject());
      }
    }
    Map<String, Map<String, List<String>>> standings = new HashMap<>();
    asked.forEach(
        (programme, subjects) ->
            standings.put(
                programme, Objects.requireNonNull(open.get(programme)).unmet(subjects, now)));
    return standings;
  }

  private Answer answer(Question question, Fact fact) {
    MembershipState state = fact.state();
    if (state == null || state == MembershipState.REFUSED) {
      return new Answer(List.of(NOT_A_MEMBER), null, null);
    }
    if (state == MembershipState.APPLIED || state == MembershipState.IN_REVIEW) {
      return new Answer(List.of(NOT_ADMITTED_YET), state, fact.id());
    }
    Instant at = question.at() == null ? clock.instant() : question.at();
    boolean over =
        fact.closesOn() != null
            && !at.atZone(calendar.zone()).toLocalDate().isBefore(fact.closesOn());
    return new Answer(
        !state.permits() || over ? List.of(MEMBERSHIP_ENDED) : List.of(), state, fact.id());
  }

  private List<Fact> read(List<Question> questions) {
    return ROWS.read(
        jdbc,
        questions,
        question -> new @Nullable String[] {question.programme(), question.subject()},
        (question, row) -> fact(row));
  }

  private List<Fact> many(List<Question> questions) {
    return jdbc.query(
        MANY,
        (row, number) -> fact(row),
        questions.stream().map(Question::programme).toArray(String[]::new),
        questions.stream().map(Question::subject).toArray(String[]::new));
  }

  private static Fact fact(ResultSet row) throws SQLException {
    String state = row.getString(1);
    return new Fact(
        state == null ? null : MembershipState.valueOf(state),
        row.getObject(2, LocalDate.class),
        row.getString(3));
  }
}
