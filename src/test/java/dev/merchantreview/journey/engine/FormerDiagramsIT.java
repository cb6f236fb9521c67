package dev.merchantreview.journey.engine;

import dev.merchantreview.journey.Refunding;
import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.TestPlatform;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Instances that were started before all diagrams had the same job types for the steps of a review
 * go on to their end. The diagrams are those of that time.
 */
@HasPlatformAlone("deploys other diagrams")
class FormerDiagramsIT {

  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = refunding.platform;

  @AfterEach
  void deployPresentOnes() throws IOException {
    Diagrams.returnToPresent(platform);
  }

  @Test
  void leadToTheEndWithWhatIsNamedOtherwiseNow() throws IOException {
    FormerCases cases = new FormerCases();
    Diagrams.deploy(platform, Diagrams.PRESENT);

    cases.letReviewsRunOut();
    platform.returnToPresent();

    // A verdict that does not count comes back, one that does leads on.
    refunding.approve("auditor1", cases.refund);
    TestPlatform.await(
        "a returned task", () -> refunding.actions(cases.refund).contains("VERDICT_RETURNED"));
    cases.leadToTheirEnds();

    cases.sendBack();
    cases.letReturnedOneExpire();
  }
}
