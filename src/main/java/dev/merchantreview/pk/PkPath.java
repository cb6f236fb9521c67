package dev.merchantreview.pk;

import dev.merchantreview.shared.CaseId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the process of a PK is at, as the database has it: what it was answered last.
 *
 * @param processInstanceKey null before an instance has worked on it
 * @param begun whether an instance has to work on it, or had to
 * @param open whether it is not on record as over
 * @param bothReady whether the process was answered that both sides are ready
 * @param readyTold whether people were told last that both are ready
 * @param held whether both were, at some time while it was live
 * @param datedFor the last day to file by which the process was given its times; null before it was
 * @param remindedFor the last day to file the sides were reminded of; null for none
 * @param filingEndedFor the last day to file whose end they were told of; null for none
 * @param liveBeganFor the beginning they were told of; null for none
 * @param answered what the process was answered of each side, by its streamer; a side it is about
 *     to ask of is not among them
 */
record PkPath(
    CaseId id,
    @Nullable Long processInstanceKey,
    boolean begun,
    boolean open,
    boolean bothReady,
    boolean readyTold,
    boolean held,
    @Nullable Instant datedFor,
    @Nullable Instant remindedFor,
    @Nullable Instant filingEndedFor,
    @Nullable Instant liveBeganFor,
    Instant updatedAt,
    Map<String, LaneStanding> answered) {

  private static final String OVER = "OVER";
  private static final String READY = "READY";
  private static final String PREPARING = "PREPARING";

  /** Everything {@link #state} can be. */
  static final Set<String> STATES = Set.of(PREPARING, READY, OVER);

  /** Whether an instance has to work on it now. */
  boolean isWorkedOn() {
    return begun && open;
  }

  /** For those who compare it with the engine. */
  String state() {
    if (!open) {
      return OVER;
    }
    return bothReady ? READY : PREPARING;
  }
}
