package dev.merchantreview.refund;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.review.RuleResult;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.waiver.WaiverSubject;
import dev.merchantreview.waiver.Waivers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What stands in the way of a refund can be waived for a store, but never what is about money. */
class RefundWaiversIT {

  private static final ActorRef ADMIN = new ActorRef(ActorRef.Kind.ADMIN, "admin");

  private final ServiceAlone service = ServiceAlone.get();
  private final Waivers waivers = service.bean(Waivers.class);

  @Test
  void takesRunningFilingsOfOneStoreOutOfTheWayAndNoMoney() {
    assertThat(waivers.grant(draft("st_w000000000000076", "FILINGS_RUNNING"), ADMIN))
        .isInstanceOf(Waivers.Grant.Granted.class);
    assertThat(waivers.grant(draft("st_w000000000000076", "PENALTIES_UNPAID"), ADMIN))
        .isInstanceOf(Waivers.Grant.Wrong.class);
    List<RuleResult> found =
        List.of(
            found(BlockerRule.FILINGS_DECIDED, "FILINGS_RUNNING"),
            found(BlockerRule.PENALTIES_PAID, "PENALTIES_UNPAID"));

    List<RuleResult> honoured =
        RefundWaivers.honoured(waivers, holder("st_w000000000000076"), found);
    assertThat(BlockerChecks.problems(honoured))
        .extracting(Problem::code)
        .containsExactly("PENALTIES_UNPAID");
    assertThat(Waivers.used(honoured))
        .extracting(Waivers.Use::rule)
        .containsExactly("FILINGS_RUNNING");
    assertThat(waivers.grantersOf(honoured)).containsExactly("admin");
    assertThat(
            BlockerChecks.problems(
                RefundWaivers.honoured(waivers, holder("st_x000000000000076"), found)))
        .hasSize(2);
  }

  private Waivers.Draft draft(String store, String rule) {
    return new Waivers.Draft(
        Platform.DOUYIN,
        new WaiverSubject(WaiverSubject.Kind.STORE, store),
        rule,
        null,
        "报备系统迁移，审核延后",
        waivers.today().plusDays(30));
  }

  private static RuleResult found(BlockerRule rule, String code) {
    return new RuleResult(
        rule.name(),
        "1",
        Map.of(),
        List.of(new Problem("", code, "note", Problem.Source.MACHINE)),
        List.of());
  }

  private static Holder holder(String store) {
    return new Holder(
        new CaseId(store),
        Holder.Kind.STORE,
        Platform.DOUYIN,
        "m-owner-of-" + store,
        "青禾女装",
        "ENTERPRISE",
        "企业店 · Enterprise",
        true,
        Instant.now(),
        "杭州青禾服饰有限公司",
        null,
        true,
        null,
        Set.of());
  }
}
