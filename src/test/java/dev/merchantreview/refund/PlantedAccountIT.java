package dev.merchantreview.refund;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import org.junit.jupiter.api.Test;

/** Who can write the database and has no key cannot have a deposit paid out elsewhere. */
class PlantedAccountIT {

  private final ServiceAlone service = ServiceAlone.get();

  @Test
  void countsForNothing() {
    CaseId id = new RefundSample(service).inReview();
    Refunds refunds = service.bean(Refunds.class);
    assertThat(refunds.get(id).content().erased()).isFalse();
    service
        .database()
        .sql(
            "update deposit_refund set data = jsonb_set(data, '{content,account,accountNumber}',"
                + " '\"6225000011112222\"') where id = :id")
        .param("id", id.value())
        .update();
    assertThat(refunds.get(id).content().erased()).isTrue();
    assertThat(refunds.get(id).content().account().accountNumber())
        .doesNotContain("6225000011112222");
  }
}
