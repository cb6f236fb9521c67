package dev.merchantreview.permit;

import dev.merchantreview.filing.FilingState;
import dev.merchantreview.filing.Scenario;
import dev.merchantreview.pk.PkReadiness;
import dev.merchantreview.pk.PkSession;
import dev.merchantreview.pk.PkSessions;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.ReadTogether;
import dev.merchantreview.store.CategoryStanding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads from the database what sale permits are judged by. */
@Component
class PermitFacts {

  // What has to be filed: for a PK with a designated streamer its own filing, otherwise that of
  // whoever sells.
  private static final String TEMPLATE =
      """
      select p.owner_id, p.platform, p.category, p.listed, p.watched_revision,
             p.price_fen = 0 and p.offline_review is null as lacks_offline_review,
             s.merchant_id as seller_merchant, s.designated as seller_designated,
             c.merchant_id as counterpart_merchant, c.designated as counterpart_designated,
             f.state, f.approved_revision, f.lucky_draw,
             (select t.streamer_version = s.version and t.lucky_draw_unmet = '[]' from streamer_standing t
               where f.lucky_draw and t.streamer_id = s.id and t.platform = p.platform) as may_draw,
             case when f.kept_cycle = f.cycle then f.kept_revision end as kept_revision, f.kept_until,
             o.preparing as store_preparing,
             case when o.restricted then
                 (select json_agg(json_build_object('state', t.state, 'categories', coalesce(
                             nullif(t.data -> 'categories', 'null'::jsonb),
                             (select jsonb_agg(jsonb_build_object('name', one, 'state', 'HELD', 'since', t.created_at))
                                from store_application b, jsonb_array_elements_text(b.data #> '{content,categories}') one
                               where b.id = t.application_id),
                             '[]'::jsonb)))
                    from store t where t.merchant_id = p.owner_id and t.platform = p.platform) end as categories
        from %s as a(product_id, seller_id, counterpart_id, scenario, n)
        left join product p on p.id = a.product_id
        left join lateral (select bool_or(t.state = 'PREPARING') and not bool_or(t.state in ('OPEN', 'CLOSING')) as preparing,
                                  bool_or(t.restricted_categories <> '{}') as restricted
                             from store t where t.merchant_id = p.owner_id and t.platform = p.platform) o on true
        left join streamer s on s.id = a.seller_id
        left join streamer c on c.id = a.counterpart_id
        left join filing f on f.product_id = a.product_id and f.seller_id = a.seller_id and f.state <> 'CLOSED'
         and f.scenario = case when a.scenario = 'PK' and c.designated then 'PK'
                               when a.scenario <> 'PK' then a.scenario
                               when p.owner_id = s.merchant_id then 'SELF_BUILT' else 'DISTRIBUTION' end
         and coalesce(f.linked_id, '') = case when a.scenario = 'PK' and c.designated then a.counterpart_id else '' end
      """;

  // Statements the database plans once. It cannot know how many elements an array will have, so a
  // statement with an array is planned anew each time, which costs more than the answer.
  private static final int TOGETHER = 8;
  // One at a time: the next one takes everybody who came meanwhile.
  private static final int READINGS = 1;
  private static final String ONE = TEMPLATE.formatted(rows(1));
  private static final String EIGHT = TEMPLATE.formatted(rows(TOGETHER)) + " order by a.n";
  private static final String MANY =
      TEMPLATE.formatted("unnest(?::text[], ?::text[], ?::text[], ?::text[]) with ordinality")
          + " order by a.n";

  private final JdbcTemplate jdbc;
  private final PkSessions sessions;
  private final PkReadiness readiness;
  private final JsonColumns json;
  private final Clock clock;
  private final ReadTogether<SalePermits.Question, Fact> together;

  PermitFacts(
      JdbcTemplate jdbc,
      PkSessions sessions,
      PkReadiness readiness,
      JsonColumns json,
      Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.sessions = sessions;
    this.readiness = readiness;
    this.clock = clock;
    this.together = new ReadTogether<>(TOGETHER, READINGS, this::read);
  }

  private static String rows(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(n -> "(?::text, ?::text, ?::text, ?::text, " + n + ")")
        .collect(Collectors.joining(", ", "(values ", ")"));
  }

  /** What counts of a streamer. */
  record StreamerFact(String merchantId, boolean designated) {}

  /**
   * What counts of the filing that is needed.
   *
   * @param approvedRevision 0 unless approved
   * @param mayDraw whether the seller meets what a lucky draw demands
   * @param keptRevision while it is reviewed again, what the product may be sold at all the same; 0
   *     for nothing
   * @param keptUntil until when; null for as long as it is not decided
   */
  record FilingFact(
      FilingState state,
      long approvedRevision,
      boolean luckyDraw,
      boolean mayDraw,
      long keptRevision,
      @Nullable Instant keptUntil) {

    /** Whether the product may be sold as it was approved although that is reviewed again. */
    boolean isKept(long watchedRevision, Instant at) {
      return keptRevision == watchedRevision && (keptUntil == null || at.isBefore(keptUntil));
    }
  }

  /**
   * What a question is answered by.
   *
   * @param ownerId null when there is no such product; the rest of the product likewise
   * @param filing null when there is none that is open
   * @param storePreparing whether its owner has a store on the platform, but none that sells yet
   * @param stores its owner's stores on the platform where one of them has a category that is not
   *     simply held; empty otherwise
   */
  record Fact(
      Scenario scenario,
      @Nullable String ownerId,
      @Nullable Platform platform,
      @Nullable String category,
      boolean listed,
      long watchedRevision,
      boolean lacksOfflineReview,
      @Nullable StreamerFact seller,
      @Nullable StreamerFact counterpart,
      @Nullable FilingFact filing,
      boolean storePreparing,
      List<CategoryStanding.Of> stores) {

    /** Whether somebody designated takes part. */
    boolean needsFiling() {
      return (seller != null && seller.designated())
          || (scenario == Scenario.PK && counterpart != null && counterpart.designated());
    }

    /** The sides of the sale. */
    Stream<String> merchants() {
      return Stream.of(
              ownerId,
              seller == null ? null : seller.merchantId(),
              counterpart == null ? null : counterpart.merchantId())
          .filter(Objects::nonNull);
    }
  }

  /** What one question is answered by, read together with others that come at the same time. */
  private List<Fact> read(List<SalePermits.Question> questions) {
    int rows = questions.size() == 1 ? 1 : TOGETHER;
    return Objects.requireNonNull(
        jdbc.query(
            rows == 1 ? ONE : EIGHT,
            statement -> {
              for (int i = 0; i < rows; i++) {
                // Places that are left over ask about nothing.
                SalePermits.Question question = i < questions.size() ? questions.get(i) : null;
                statement.setString(4 * i + 1, question == null ? null : question.productId());
                statement.setString(4 * i + 2, question == null ? null : question.sellerId());
                statement.setString(4 * i + 3, question == null ? null : question.counterpartId());
                statement.setString(
                    4 * i + 4, question == null ? null : question.scenario().name());
              }
            },
            (ResultSet row) -> {
              List<Fact> facts = new ArrayList<>(questions.size());
              while (facts.size() < questions.size() && row.next()) {
                facts.add(fact(questions.get(facts.size()).scenario(), row));
              }
              return facts;
            }));
  }

  /** One fact for each question, in their order. */
  List<Fact> of(List<SalePermits.Question> questions) {
    if (questions.size() == 1) {
      return List.of(together.ask(questions.getFirst()));
    }
    return jdbc.query(
        MANY,
        (row, number) -> fact(questions.get(number).scenario(), row),
        column(questions, SalePermits.Question::productId),
        column(questions, SalePermits.Question::sellerId),
        column(questions, SalePermits.Question::counterpartId),
        column(questions, question -> question.scenario().name()));
  }

  private static @Nullable String[] column(
      List<SalePermits.Question> questions,
      Function<SalePermits.Question, @Nullable String> answer) {
    return questions.stream().map(answer).toArray(String[]::new);
  }

  /** Columns are read by number, not by name, because this runs more often than anything else. */
  private Fact fact(Scenario scenario, ResultSet row) throws SQLException {
    String platform = row.getString(2);
    String state = row.getString(11);
    return new Fact(
        scenario,
        row.getString(1),
        platform == null ? null : Platform.valueOf(platform),
        row.getString(3),
        row.getBoolean(4),
        row.getLong(5),
        row.getBoolean(6),
        streamer(row, 7),
        streamer(row, 9),
        state == null
            ? null
            : new FilingFact(
                FilingState.valueOf(state),
                row.getLong(12),
                row.getBoolean(13),
                row.getBoolean(14),
                row.getLong(15),
                instant(row.getTimestamp(16))),
        row.getBoolean(17),
        stores(row.getString(18)));
  }

  private List<CategoryStanding.Of> stores(@Nullable String read) {
    return read == null ? List.of() : List.of(json.value(read, CategoryStanding.Of[].class));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  private static @Nullable StreamerFact streamer(ResultSet row, int column) throws SQLException {
    String merchant = row.getString(column);
    return merchant == null ? null : new StreamerFact(merchant, row.getBoolean(column + 1));
  }

  /** The PK sessions of the sides asked about, those that can count at the time asked about. */
  Map<PkSessions.Pair, List<PkSession>> sessions(
      List<SalePermits.Question> questions, List<Fact> facts) {
    Set<PkSessions.Pair> pairs = new HashSet<>();
    Instant earliest = clock.instant();
    for (int i = 0; i < questions.size(); i++) {
      SalePermits.Question question = questions.get(i);
      Platform platform = facts.get(i).platform();
      if (question.scenario() == Scenario.PK
          && question.counterpartId() != null
          && platform != null) {
        pairs.add(PkSessions.Pair.of(platform, question.sellerId(), question.counterpartId()));
        Instant at = question.at() == null ? clock.instant() : question.at();
        Instant from = at.minus(readiness.lasting(platform));
        earliest = from.isBefore(earliest) ? from : earliest;
      }
    }
    return sessions.after(pairs, earliest);
  }
}
