package dev.merchantreview.review.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.testing.ServiceAlone;
import org.junit.jupiter.api.Test;

/** The steps of reviews are shared by all diagrams; a case is asked for by its own process only. */
class OtherProcessIT {

  private final ServiceAlone service = ServiceAlone.get();

  @Test
  void getsNoCaseOfAnother() {
    ReviewWorker.Round forged = new ReviewWorker.Round("sa_0000000000000000", 1);
    assertThatThrownBy(
            () ->
                service
                    .bean(PrepareReviewWorker.class)
                    .prepare(new EngineJob(1, 2, "streamer-filing", "Task_PrepareReview"), forged))
        .hasMessageContaining("is no case of streamer-filing");
    assertThatThrownBy(
            () ->
                service
                    .bean(PrepareReviewWorker.class)
                    .prepare(new EngineJob(1, 2, "store-onboarding", "Task_PrepareAudit"), forged))
        .hasMessageContaining("no case sa_");
  }
}
