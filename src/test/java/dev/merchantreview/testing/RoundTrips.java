package dev.merchantreview.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.RecordedStatements;
import java.util.List;

/** How often recorded work went to the database. */
public final class RoundTrips {

  private RoundTrips() {}

  /** Fails when that was oftener than so many times, and shows what was asked there. */
  public static void assertAtMost(int trips, List<RecordedStatements.Executed> made) {
    StringBuilder shown = new StringBuilder();
    int counted = 0;
    for (RecordedStatements.Executed one : made) {
      counted += one.sameTrip() ? 0 : 1;
      shown
          .append(one.sameTrip() ? "   with it  " : "%3d         ".formatted(counted))
          .append(one.sql().replaceAll("\\s+", " ").strip())
          .append('\n');
    }
    assertThat(counted).as(shown::toString).isLessThanOrEqualTo(trips);
  }
}
