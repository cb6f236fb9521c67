package dev.merchantreview.filing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.catalog.WatchedField;
import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewRound;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.testing.EarlierDatabase;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Filings that were kept column by column are the same where they are kept as data. */
class EarlierFilingsIT {

  private static final ServiceAlone SERVICE = ServiceAlone.get();
  private static final EarlierDatabase DATABASE =
      new EarlierDatabase(SERVICE, "earlier_filings", "43");
  private static final JsonColumns JSON = SERVICE.bean(JsonColumns.class);

  private static final Instant CREATED = Instant.parse("2026-11-02T01:02:03.000004Z");
  private static final Instant SUBMITTED = Instant.parse("2026-11-20T08:00:00.5Z");
  private static final Instant UPDATED = Instant.parse("2026-11-25T23:59:59.999999Z");
  private static final FilingReason DECLARED =
      new FilingReason(Scenario.SELF_BUILT, CREATED, "merchant", 1, List.of(), null);
  private static final FilingReason EDITED =
      new FilingReason(
          Scenario.PRODUCT_EDIT, SUBMITTED, "merchant", 2, List.of(WatchedField.values()[0]), "改价");

  private final Filings filings = new Filings(DATABASE.jdbc(), JSON);

  private static Filing.Data data(char last, Scenario scenario) {
    return new Filing.Data(
        new Filing.Declaration(
            new CaseId("fl_earlier00000000" + last),
            scenario,
            "p-earlier",
            "m-earlier-filing",
            Platform.DOUYIN,
            "s-earlier-1",
            scenario == Scenario.PK ? "s-earlier-2" : null,
            scenario == Scenario.PK,
            "merchant",
            CREATED),
        List.of(DECLARED, EDITED));
  }

  @Test
  void areReadAsTheyWere() {
    things();
    ReviewClock clock = new ReviewClock(SUBMITTED, UPDATED, false, 0, List.of(), SUBMITTED, null);
    ReviewRound none = ReviewRound.none(CREATED, "merchant");
    Filing.Data pending = data('a', Scenario.SELF_BUILT);
    insert(pending, "PENDING", none, null);

    Filing.Data reviewed = data('b', Scenario.PK);
    reviewed.liveAt = UPDATED;
    reviewed.late = true;
    reviewed.documents =
        List.of(new DocumentReference(DocumentKind.QUALITY_REPORT, "dc_0123456789abcdef", null));
    reviewed.submission = new Submission("merchant", SUBMITTED, 2, 2);
    ReviewRound running =
        new ReviewRound(
            2,
            SUBMITTED,
            "merchant",
            List.of(),
            null,
            List.of(new RuleResult("R", "v1", Map.of(), List.of(), List.of())),
            clock,
            0,
            null,
            "再看 · look again",
            null);
    insert(reviewed, "IN_REVIEW", running, 4_711L);

    Filing.Data approved = data('c', Scenario.DISTRIBUTION);
    approved.submission = new Submission("merchant", SUBMITTED, 2, 2);
    approved.approval = new Approval(1, "auditor1", UPDATED, 2, 2);
    ReviewRound decided =
        new ReviewRound(
            1,
            SUBMITTED,
            "merchant",
            List.of(new Problem("", "OTHER", "说明", Problem.Source.AUDITOR)),
            "说明",
            List.of(),
            null,
            0,
            null,
            null,
            null);
    insert(approved, "APPROVED", decided, null);

    DATABASE.migrate();

    assertSame(pending, "PENDING", none);
    assertSame(reviewed, "IN_REVIEW", running);
    assertSame(approved, "APPROVED", decided);
    assertThat(filings.running())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.caseId()).isEqualTo(reviewed.declared.id());
              assertThat(one.clock()).isEqualTo(clock);
            });
    assertThat(filings.findByInstance(4_711L)).isPresent();
    for (String side : List.of("m-earlier-filing", "m-earlier-selling")) {
      assertThat(
              filings.list(
                  null,
                  "p-earlier",
                  null,
                  null,
                  Scenario.PRODUCT_EDIT,
                  new Page.Slice(List.of(side), Optional.empty(), 10)))
          .hasSize(3);
    }
    assertThat(filings.openOne("p-earlier", Scenario.PK, "s-earlier-1", "s-earlier-2")).isPresent();
  }

  private void assertSame(Filing.Data data, String state, ReviewRound review) {
    Filing filing = filings.find(data.declared.id()).orElseThrow();
    assertThat(filing.data()).usingRecursiveComparison().isEqualTo(data);
    assertThat(filing.review()).isEqualTo(review);
    assertThat(filing.state().name()).isEqualTo(state);
    assertThat(filing.updatedAt()).isEqualTo(UPDATED);
    assertThat(filing.version()).isEqualTo(9);
  }

  /** What filings point at. */
  private static void things() {
    for (String streamer : List.of("s-earlier-1", "s-earlier-2")) {
      DATABASE
          .jdbc()
          .sql(
              "insert into streamer values (:id, 'm-earlier-selling', 'n', true, 1, now(), 1, now(), 1, now(), now(), 1)")
          .param("id", streamer)
          .update();
    }
    DATABASE
        .jdbc()
        .sql(
            "insert into product (id, owner_id, platform, content, listed, version, watched_revision, created_at,"
                + " updated_at) values ('p-earlier', 'm-earlier-filing', 'DOUYIN', '{}', true, 2, 2, now(), now())")
        .update();
  }

  /** As the version before kept it. */
  private static void insert(
      Filing.Data data, String state, ReviewRound review, @Nullable Long instance) {
    Filing.Declaration declared = data.declared;
    DATABASE
        .jdbc()
        .sql(
            """
            insert into filing (id, scenario, product_id, owner_id, platform, seller_id, linked_id, lucky_draw,
                created_by, created_at, state, live_at, late, reasons, round, documents, submission, approval,
                approved_revision, problems, reason, checks, clock, notice, process_instance_key, last_task_key,
                updated_at, version)
            values (:id, :scenario, :product, :owner, :platform, :seller, :linked, :draw, 'merchant',
                cast(:created as timestamptz), :state, cast(:live as timestamptz), :late, cast(:reasons as jsonb),
                :round, cast(:documents as jsonb), cast(:submission as jsonb), cast(:approval as jsonb), :approved,
                cast(:problems as jsonb), :reason, cast(:checks as jsonb), cast(:clock as jsonb), :notice, :instance,
                77, cast(:updated as timestamptz), 9)
            """)
        .param("id", declared.id().value())
        .param("scenario", declared.scenario().name())
        .param("product", declared.productId())
        .param("owner", declared.ownerId())
        .param("platform", declared.platform().name())
        .param("seller", declared.sellerId())
        .param("linked", declared.linkedId())
        .param("draw", declared.luckyDraw())
        .param("created", CREATED.toString())
        .param("state", state)
        .param("live", data.liveAt == null ? null : data.liveAt.toString())
        .param("late", data.late)
        .param("reasons", JSON.text(data.reasons))
        .param("round", review.number())
        .param("documents", JSON.text(data.documents))
        .param("submission", JSON.text(data.submission))
        .param("approval", JSON.text(data.approval))
        .param("approved", data.approval == null ? null : data.approval.watchedRevision())
        .param("problems", JSON.text(review.problems()))
        .param("reason", review.reason())
        .param("checks", JSON.text(review.checks()))
        .param("clock", JSON.text(review.clock()))
        .param("notice", review.notice())
        .param("instance", instance)
        .param("updated", UPDATED.toString())
        .update();
  }
}
