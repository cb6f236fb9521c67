package dev.merchantreview.engine;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says which edition of a decision table counts, and has those that no release brings. */
public interface DecisionEditions {

  /** The edition that comes with a release. */
  int RELEASED = 1;

  /**
   * An edition that counts.
   *
   * @param since its first day, where the platform is
   * @param until its last day; null while no end is known
   * @param notice the id of the rule notice that brought it
   */
  record InForce(int edition, LocalDate since, @Nullable LocalDate until, String notice) {}

  /** An edition of a table. */
  record TableEdition(String table, int edition) {}

  /**
   * What counts at this moment.
   *
   * @param inputs what the table is to be asked
   * @return empty where no notice says so: the released one counts then
   */
  Optional<InForce> inForce(String table, Map<String, Object> inputs);

  /**
   * The DMN file of an edition that is not the released one.
   *
   * @throws IllegalArgumentException when there is no such edition
   */
  String content(String table, int edition);

  /** Those that count now or later and are not the released ones. */
  List<TableEdition> awaited();
}
