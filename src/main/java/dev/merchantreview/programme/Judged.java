package dev.merchantreview.programme;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a table of a programme said of a subject.
 *
 * @param standing the worst of all rows; FAIL where a figure is lacking. Of eligibility: OK or FAIL
 * @param trial whether it counts as a member on trial only, whatever else is said
 * @param unmet everything that speaks against it
 * @param evidence which table in which edition said so, asked what, by which rows; null where no
 *     table was asked
 */
public record Judged(
    Standing standing, boolean trial, List<Unmet> unmet, @Nullable Map<String, Object> evidence) {

  /** What keeps somebody on trial from being a whole member; empty for who is not on trial. */
  List<Unmet> trialFor() {
    return trial ? unmet : List.of();
  }
}
