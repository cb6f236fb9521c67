package dev.merchantreview.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.PlatformKind;
import dev.merchantreview.testing.TestPlatform;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** A moment the pages have difficulties with. */
@HasPlatformAlone(value = "moves the time", on = PlatformKind.WEB_APPLICATIONS)
class FullSecondInTasklistIT {

  private final Applications applications = new Applications();
  private final TestPlatform platform = applications.platform;

  /**
   * Tasklist 8.6.0 cannot read such a time by itself, and one that it cannot read stops it for
   * every later task.
   */
  @Test
  void showsATaskThatWasMadeOnTheFullSecondAndTheOnesAfterIt() {
    platform.travelTo(Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
    String onTheSecond = applications.submit(applications.complete());
    platform.awaitState(onTheSecond, "IN_REVIEW");
    platform.returnToPresent();
    String later = applications.submit(applications.complete());
    assertThat(applications.task(later)).isNotEmpty();
    assertThat(applications.task(onTheSecond)).isNotEmpty();
    assertThat(platform.camundaLog()).doesNotContain("failed to parse field [creationTime]");
  }
}
