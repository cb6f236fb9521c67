package dev.merchantreview.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewRound;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.testing.EarlierDatabase;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Stores that were kept column by column are the same where they are kept as data. */
class EarlierStoresIT {

  private static final ServiceAlone SERVICE = ServiceAlone.get();
  private static final EarlierDatabase DATABASE =
      new EarlierDatabase(SERVICE, "earlier_stores", "43");
  private static final JsonColumns JSON = SERVICE.bean(JsonColumns.class);

  private static final Instant OPENED = Instant.parse("2026-11-02T01:02:03.000004Z");
  private static final Instant ASKED = Instant.parse("2026-11-20T08:00:00.5Z");
  private static final Instant UPDATED = Instant.parse("2026-11-25T23:59:59.999999Z");

  private final Stores stores = new Stores(DATABASE.jdbc(), JSON);

  private static Store.Data data(char last) {
    return new Store.Data(
        new Store.Opening(
            new CaseId("st_earlier00000000" + last),
            new CaseId("sa_earlier00000000" + last),
            Platform.DOUYIN,
            "m-earlier-store",
            StoreType.ENTERPRISE,
            "青禾女装",
            last == 'a' ? null : "auditor2",
            OPENED));
  }

  @Test
  void areReadAsTheyWere() {
    ReviewRound none = ReviewRound.none(OPENED, "m-earlier-store");
    Store.Data open = data('a');
    insert(open, "OPEN", none, null);

    ReviewClock clock = new ReviewClock(ASKED, UPDATED, false, 0, List.of(), ASKED, null);
    Store.Data closing = data('b');
    closing.closureReason = "不再经营";
    ReviewRound running = round(List.of(), null, clock, "再看 · look again");
    insert(closing, "CLOSING", running, 4_711L);

    Store.Data kept = data('c');
    kept.closureReason = "不再经营";
    kept.decidedBy = "auditor1";
    ReviewRound refused =
        round(
            List.of(
                new Problem(ProblemTable.WHOLE_CASE, "ORDERS_OPEN", null, Problem.Source.AUDITOR)),
            "尚有订单",
            null,
            null);
    insert(kept, "OPEN", refused, 4_712L);

    Store.Data closed = data('d');
    closed.closureReason = "不再经营";
    closed.decidedBy = "auditor1";
    closed.closedAt = UPDATED;
    closed.reopenableFrom = UPDATED;
    ReviewRound approved = round(List.of(), null, null, null);
    insert(closed, "CLOSED", approved, 4_713L);

    DATABASE.migrate();

    assertSame(open, "OPEN", none);
    assertSame(closing, "CLOSING", running);
    assertSame(kept, "OPEN", refused);
    assertSame(closed, "CLOSED", approved);
    assertThat(stores.running())
        .singleElement()
        .satisfies(one -> assertThat(one.clock()).isEqualTo(clock));
    assertThat(stores.findByInstance(4_713L)).isPresent();
    assertThat(stores.closedMostRecently(Platform.DOUYIN, "m-earlier-store"))
        .map(Store::id)
        .contains(closed.opening.id());
    assertThat(
            stores.list(
                Platform.DOUYIN,
                null,
                null,
                new Page.Slice(List.of("m-earlier-*"), Optional.empty(), 10)))
        .hasSize(4);
  }

  private static ReviewRound round(
      List<Problem> problems,
      @Nullable String words,
      @Nullable ReviewClock clock,
      @Nullable String notice) {
    return new ReviewRound(
        2, ASKED, "merchant", problems, words, List.of(), clock, 0, null, notice, null);
  }

  private void assertSame(Store.Data data, String state, ReviewRound review) {
    Store store = stores.find(data.opening.id()).orElseThrow();
    assertThat(store.data()).usingRecursiveComparison().isEqualTo(data);
    assertThat(store.review()).isEqualTo(review);
    assertThat(store.state().name()).isEqualTo(state);
    assertThat(store.updatedAt()).isEqualTo(UPDATED);
    assertThat(store.lastTaskKey()).isEqualTo(77);
    assertThat(store.version()).isEqualTo(9);
  }

  /** As the version before kept it. */
  private static void insert(
      Store.Data data, String state, ReviewRound review, @Nullable Long instance) {
    Store.Opening opening = data.opening;
    Map<String, @Nullable Object> closure = new HashMap<>();
    closure.put("reason", data.closureReason);
    closure.put("requestedBy", review.submittedBy());
    closure.put("requestedAt", review.submittedAt());
    closure.put("clock", review.clock());
    closure.put("notice", review.notice());
    closure.put("decidedBy", data.decidedBy);
    closure.put(
        "decisionCode", review.problems().isEmpty() ? null : review.problems().getFirst().code());
    closure.put("decision", review.reason());
    DATABASE
        .jdbc()
        .sql(
            """
            insert into store (id, application_id, platform, merchant_id, store_type, name, approved_by, opened_at,
                state, closure_round, closure, closed_at, reopenable_from, process_instance_key, last_task_key,
                updated_at, version)
            values (:id, :application, :platform, :merchant, :type, :name, :approvedBy, cast(:opened as timestamptz),
                :state, :round, cast(:closure as jsonb), cast(:closed as timestamptz),
                cast(:reopenable as timestamptz), :instance, 77, cast(:updated as timestamptz), 9)
            """)
        .param("id", opening.id().value())
        .param("application", opening.applicationId().value())
        .param("platform", opening.platform().name())
        .param("merchant", opening.merchantId())
        .param("type", opening.storeType().name())
        .param("name", opening.name())
        .param("approvedBy", opening.approvedBy())
        .param("opened", OPENED.toString())
        .param("state", state)
        .param("round", review.number())
        .param("closure", data.closureReason == null ? null : JSON.text(closure))
        .param("closed", data.closedAt == null ? null : data.closedAt.toString())
        .param("reopenable", data.reopenableFrom == null ? null : data.reopenableFrom.toString())
        .param("instance", instance)
        .param("updated", UPDATED.toString())
        .update();
  }
}
