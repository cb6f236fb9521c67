package dev.merchantreview.programme;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How subjects of a programme stand that nobody applies to: kept by the module whose subjects they
 * are, because the answer is asked for more often than tables can be.
 */
public interface OpenStandings {

  /** The programme's id. */
  String programme();

  /**
   * What each lacks, by code; who is not among the answers is not known, or not judged yet.
   *
   * @param at the present time
   */
  Map<String, List<String>> unmet(Collection<String> subjects, Instant at);
}
