package dev.merchantreview.permit;

import dev.merchantreview.filing.FilingState;
import dev.merchantreview.filing.Scenario;
import dev.merchantreview.pk.PkReadiness;
import dev.merchantreview.pk.PkSession;
import dev.merchantreview.pk.PkSessions;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.ReadTogether;
import dev.merchantreview.shared.RowsTogether;
import dev.merchantreview.store.CategoryStanding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads from the database what sale permits are judged by. */
@Component
class PermitFacts implements AutoCloseable {

  // What has to be filed: for a PK with a designated streamer its own filing, otherwise that of
  // whoever sells. What is true or not comes as one number, because each column costs as much to
  // read as a comparison; offset 0 has streamers looked up one by one where there are few of them,
  // too, instead of all of them read.
  private static final String TEMPLATE =
      """
      select p.owner_id, p.platform, p.category, p.watched_revision,
             coalesce(p.listed, false)::int
                 | (coalesce(p.price_fen = 0 and p.offline_review is null, false)::int << 1)
                 | (coalesce(s.designated, false)::int << 2)
                 | (coalesce(c.designated, false)::int << 3)
                 | (coalesce(f.lucky_draw, false)::int << 4)
                 | (coalesce((select t.streamer_version = s.version and t.lucky_draw_unmet = '[]' from streamer_standing t
                               where f.lucky_draw and t.streamer_id = s.id and t.platform = p.platform), false)::int << 5)
                 | (coalesce(o.preparing, false)::int << 6)
                 | (coalesce(o.restricted, false)::int << 7) as marks,
             s.merchant_id as seller_merchant, c.merchant_id as counterpart_merchant, f.state, f.approved_revision,
             case when f.kept_cycle = f.cycle then f.kept_revision end as kept_revision, f.kept_until
        from %s as a(product_id, seller_id, counterpart_id, scenario, n)
        left join product p on p.id = a.product_id
        left join lateral (select bool_or(t.state = 'PREPARING') and not bool_or(t.state in ('OPEN', 'CLOSING')) as preparing,
                                  bool_or(t.restricted_categories <> '{}') as restricted
                             from store t where t.merchant_id = p.owner_id and t.platform = p.platform) o on true
        left join lateral (select t.id, t.merchant_id, t.designated, t.version from streamer t where t.id = a.seller_id
                           offset 0) s on true
        left join lateral (select t.merchant_id, t.designated from streamer t where t.id = a.counterpart_id
                           offset 0) c on true
        left join filing f on f.product_id = a.product_id and f.seller_id = a.seller_id and f.state <> 'CLOSED'
         and f.scenario = case when a.scenario = 'PK' and c.designated then 'PK'
                               when a.scenario <> 'PK' then a.scenario
                               when p.owner_id = s.merchant_id then 'SELF_BUILT' else 'DISTRIBUTION' end
         and coalesce(f.linked_id, '') = case when a.scenario = 'PK' and c.designated then a.counterpart_id else '' end
      """;

  // Only where one of them is not simply held: the others would pay for it with each answer.
  private static final String STORES =
      """
      select json_agg(json_build_object('state', t.state, 'categories', coalesce(
                 nullif(t.data -> 'categories', 'null'::jsonb),
                 (select jsonb_agg(jsonb_build_object('name', one, 'state', 'HELD', 'since', t.created_at))
                    from store_application b, jsonb_array_elements_text(b.data #> '{content,categories}') one
                   where b.id = t.application_id),
                 '[]'::jsonb)))
        from store t where t.merchant_id = ? and t.platform = ?
      """;

  // Statements the database plans once. It cannot know how many elements an array will have, so a
  // statement with an array is planned anew each time, which costs more than the answer.
  private static final RowsTogether ROWS =
      new RowsTogether(
          4, n -> TEMPLATE.formatted(RowsTogether.values(4, n)) + (n == 1 ? "" : " order by a.n"));
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
    this.together = new ReadTogether<>("sale-permits", RowsTogether.MOST, this::read);
  }

  @Override
  public void close() {
    together.close();
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
   * @param restricted whether one of its owner's stores there has a category that is not simply
   *     held
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
      boolean restricted,
      List<CategoryStanding.Of> stores) {

    private Fact with(List<CategoryStanding.Of> read) {
      return new Fact(
          scenario,
          ownerId,
          platform,
          category,
          listed,
          watchedRevision,
          lacksOfflineReview,
          seller,
          counterpart,
          filing,
          storePreparing,
          restricted,
          read);
    }

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
    return ROWS.read(
        jdbc,
        questions,
        question ->
            new @Nullable String[] {
              question.productId(),
              question.sellerId(),
              question.counterpartId(),
              question.scenario().name()
            },
        (question, row) -> fact(question.scenario(), row));
  }

  /** One fact for each question, in their order. */
  List<Fact> of(List<SalePermits.Question> questions) {
    if (questions.size() == 1) {
      return withStores(List.of(together.ask(questions.getFirst())));
    }
    return withStores(many(questions));
  }

  private List<Fact> withStores(List<Fact> facts) {
    if (facts.stream().noneMatch(Fact::restricted)) {
      return facts;
    }
    Map<List<String>, List<CategoryStanding.Of>> stores = new HashMap<>();
    return facts.stream()
        .map(
            fact ->
                fact.restricted()
                    ? fact.with(
                        stores.computeIfAbsent(
                            List.of(
                                String.valueOf(fact.ownerId()), String.valueOf(fact.platform())),
                            of -> stores(of.getFirst(), of.getLast())))
                    : fact)
        .toList();
  }

  private List<CategoryStanding.Of> stores(String merchant, String platform) {
    return jdbc.query(STORES, (row, number) -> stores(row.getString(1)), merchant, platform)
        .getFirst();
  }

  private List<Fact> many(List<SalePermits.Question> questions) {
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
    int marks = row.getInt(5);
    String state = row.getString(8);
    return new Fact(
        scenario,
        row.getString(1),
        platform == null ? null : Platform.valueOf(platform),
        row.getString(3),
        isMarked(marks, 0),
        row.getLong(4),
        isMarked(marks, 1),
        streamer(row.getString(6), isMarked(marks, 2)),
        streamer(row.getString(7), isMarked(marks, 3)),
        state == null
            ? null
            : new FilingFact(
                FilingState.valueOf(state),
                row.getLong(9),
                isMarked(marks, 4),
                isMarked(marks, 5),
                row.getLong(10),
                instant(row.getTimestamp(11))),
        isMarked(marks, 6),
        isMarked(marks, 7),
        List.of());
  }

  private static boolean isMarked(int marks, int place) {
    return (marks >> place & 1) != 0;
  }

  private List<CategoryStanding.Of> stores(@Nullable String read) {
    return read == null ? List.of() : List.of(json.value(read, CategoryStanding.Of[].class));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  private static @Nullable StreamerFact streamer(@Nullable String merchant, boolean designated) {
    return merchant == null ? null : new StreamerFact(merchant, designated);
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
