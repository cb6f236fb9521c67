package dev.merchantreview.journey.refund;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Browser;
import dev.merchantreview.journey.Refunding;
import dev.merchantreview.journey.TasklistPage;
import dev.merchantreview.testing.PlatformKind;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Closing and both reviews of a refund in a real browser, as three people do it. */
@SharesPlatform(PlatformKind.WEB_APPLICATIONS)
@ResourceLock(Browser.ONE_AT_A_TIME)
class RefundScenariosIT {

  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = refunding.platform;

  @Test
  void reviewsAClosingAndARefundAsThreePeopleInTasklist() {
    Refunding.Holder store = refunding.store("青禾关店");
    // 21,000 yuan more than demanded: two persons have to look.
    assertThat(refunding.pay(store.id(), 2_100_000).status()).isEqualTo(200);
    assertThat(refunding.fine(store, 12_345).status()).isEqualTo(201);
    assertThat(refunding.askToClose(store).status()).isEqualTo(202);
    Map<String, Object> request = refunding.request(store, "0000");
    String id;
    try (Browser browser = new Browser()) {
      TasklistPage auditor = new TasklistPage(platform, browser, "auditor2");
      auditor.open(store.id(), "青禾关店");
      Browser.screenshot(auditor.page(), "tasklist-closure");
      assertThat(auditor.page().locator("body").innerText())
          .contains("转线下经营")
          .contains("未结纠纷 Open disputes")
          .contains("24876.55 元");
      auditor.verdict("同意关店");
      auditor.complete();
      platform.awaitState(store.id(), "CLOSED");

      id = refunding.submit(request).id();
      platform.awaitState(id, "IN_REVIEW");
      TasklistPage finance1 = new TasklistPage(platform, browser, "finance1");
      finance1.open(id, "青禾关店");
      Browser.screenshot(finance1.page(), "tasklist-refund");
      assertThat(finance1.page().locator("body").innerText())
          .contains("财务审核")
          .contains("24876.55 元")
          .contains("-123.45")
          .contains("21000.00")
          .contains("收款账号与入驻时的结算账号不同")
          .doesNotContain(accountNumber(request));
      finance1.verdict("通过");
      finance1.complete();
      platform.awaitState(id, "SECOND_REVIEW");

      // The same person takes the second task, and is told no on top of the next one.
      refunding.approve("finance1", id);
      TestPlatform.await(
          "a returned task", () -> refunding.actions(id).contains("VERDICT_RETURNED"));
      TasklistPage finance2 = new TasklistPage(platform, browser, "finance2");
      finance2.open(id, "复核");
      Browser.screenshot(finance2.page(), "tasklist-refund-second");
      assertThat(finance2.page().locator("body").innerText())
          .contains("第二人复核，财务审核人 finance1")
          .contains("finance1")
          .contains("复核须由财务审核人以外的另一人完成");
      finance2.verdict("通过");
      finance2.complete();
    }
    platform.awaitState(id, "PAID");
    assertThat(refunding.received(request).path(0).path("amountFen").asLong())
        .isEqualTo(400_000 + 2_100_000 - 12_345);
    refunding.assertHolds(store, id);
    refunding.assertHolds(store, store.id());
  }

  private static String accountNumber(Map<String, Object> request) {
    return String.valueOf(((Map<?, ?>) request.get("account")).get("accountNumber"));
  }
}
