package dev.merchantreview.programme;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.shared.ReadTogether;
import dev.merchantreview.shared.RowsTogether;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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
import java.util.stream.IntStream;
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

  /** Its store is closed; of a merchant, every store it had on the platform. */
  public static final String STORE_CLOSED = "STORE_CLOSED";

  /** It is another merchant's now than the one that applied for it. */
  public static final String SUBJECT_CHANGED_HANDS = "SUBJECT_CHANGED_HANDS";

  /** Its present figures were not judged yet, or there are none. */
  public static final String NOT_JUDGED_YET = "NOT_JUDGED_YET";

  // Other modules' tables, read and nothing else: a membership knows of the end of its subject only
  // once it is checked, which may be weeks later.
  private static final String FACT =
      """
      select m.state, m.closes_on, m.id,
             case a.kind
               when 'STORE' then (select case t.state when 'CLOSED' then (t.data ->> 'closedAt')::timestamptz end
                                    from store t where t.id = a.subject_id)
               when 'MERCHANT' then (select case when bool_and(t.state = 'CLOSED') then max((t.data ->> 'closedAt')::timestamptz) end
                                       from store t where t.merchant_id = a.subject_id and t.platform = a.platform)
             end as store_closed_at,
             a.kind = 'STREAMER' and (select t.merchant_id <> m.merchant_id from streamer t where t.id = a.subject_id)
        from %s as a(programme, subject_id, kind, platform, n)
        left join lateral (
          select o.state, o.closes_on, o.id, o.merchant_id from programme_membership o
           where o.programme = a.programme and o.subject_id = a.subject_id
           order by o.state in ('CLOSED', 'REFUSED'), o.created_at desc limit 1) m on true
       order by a.n
      """;

  /** What a question is read by. */
  private static final int COLUMNS = 4;

  private static final RowsTogether ROWS =
      new RowsTogether(COLUMNS, n -> FACT.formatted(RowsTogether.values(COLUMNS, n)));
  private static final String MANY =
      FACT.formatted("unnest(?::text[], ?::text[], ?::text[], ?::text[]) with ordinality");

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

  /**
   * What a question is answered by.
   *
   * @param storeClosedAt when the last store it could be for was closed; null where there is one,
   *     and where there never was
   * @param changedHands whether its subject is another merchant's by now
   */
  private record Fact(
      @Nullable MembershipState state,
      @Nullable LocalDate closesOn,
      @Nullable String id,
      @Nullable Instant storeClosedAt,
      boolean changedHands) {

    /** What is asked about now comes after the closing, however clocks differ. */
    boolean isStoreClosed(@Nullable Instant at) {
      return storeClosedAt != null && (at == null || !at.isBefore(storeClosedAt));
    }
  }

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
    List<String> reasons = new ArrayList<>();
    if (!state.permits() || over) {
      reasons.add(MEMBERSHIP_ENDED);
    }
    if (fact.isStoreClosed(question.at())) {
      reasons.add(STORE_CLOSED);
    }
    if (fact.changedHands()) {
      reasons.add(SUBJECT_CHANGED_HANDS);
    }
    return new Answer(List.copyOf(reasons), state, fact.id());
  }

  private List<Fact> read(List<Question> questions) {
    return ROWS.read(jdbc, questions, this::parameters, (question, row) -> fact(row));
  }

  private @Nullable String[] parameters(Question question) {
    Programme programme = programmes.get(question.programme());
    return new @Nullable String[] {
      programme.id(), question.subject(), programme.subject().name(), programme.platform().name()
    };
  }

  private List<Fact> many(List<Question> questions) {
    List<@Nullable String[]> rows = questions.stream().map(this::parameters).toList();
    return jdbc.query(
        MANY,
        (row, number) -> fact(row),
        IntStream.range(0, COLUMNS)
            .mapToObj(column -> rows.stream().map(row -> row[column]).toArray(String[]::new))
            .toArray());
  }

  private static Fact fact(ResultSet row) throws SQLException {
    String state = row.getString(1);
    Timestamp storeClosedAt = row.getTimestamp(4);
    return new Fact(
        state == null ? null : MembershipState.valueOf(state),
        row.getObject(2, LocalDate.class),
        row.getString(3),
        storeClosedAt == null ? null : storeClosedAt.toInstant(),
        row.getBoolean(5));
  }
}
