package dev.merchantreview.filing;

/**
 * What an instance knows of the part of a filing's life it works on.
 *
 * @param cycle from what made the filing PENDING until it is decided; 0 for an instance that is
 *     older than cycles and lives for one round, by whatever diagram it runs now
 * @param round the round it came to last; 0 before any
 */
public record FilingRun(int cycle, int round) {

  /** Whether this is over: what the instance does no longer counts, and it is being ended. */
  boolean isOver(Filing filing) {
    return cycle == 0
        ? filing.state() != FilingState.IN_REVIEW || filing.round() != round
        : !filing.isAccompanied() || filing.cycle() != cycle;
  }
}
