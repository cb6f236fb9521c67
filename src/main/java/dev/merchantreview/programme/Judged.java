package dev.merchantreview.programme;

import dev.merchantreview.engine.Decisions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final Logger LOG = LoggerFactory.getLogger(Judged.class);

  /**
   * The same, with what the diagram's call of the table said beside it: on record is whether both
   * say the same. What the diagram brings decides nothing, whoever reaches the engine can change
   * it; and a figure may have come since it was asked.
   *
   * @param called null where the diagram calls no table
   */
  Judged heldAgainst(@Nullable TableCall called) {
    if (called == null || evidence == null) {
      return this;
    }
    String own = Decisions.calledAs(evidence);
    boolean agrees = own.equals(called.table()) && called.answer().equals(evidence.get("output"));
    if (!agrees) {
      LOG.warn("{} was asked as {} by the diagram, which said something else", own, called.table());
    }
    Map<String, Object> all = new LinkedHashMap<>(evidence);
    all.put("diagramAgrees", agrees);
    return new Judged(standing, trial, unmet, Collections.unmodifiableMap(all));
  }

  /** What keeps somebody on trial from being a whole member; empty for who is not on trial. */
  List<Unmet> trialFor() {
    return trial ? unmet : List.of();
  }
}
