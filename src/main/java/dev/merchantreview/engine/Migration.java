package dev.merchantreview.engine;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The move of a process instance from one version of its process to another.
 *
 * @param instance the instance's key
 * @param from the key of the version it runs by
 * @param to the key of the version it is moved to
 * @param mapped the ids of what is the same in both: whatever the instance is at, or waits for,
 *     among them it is at afterwards
 * @param by who asked for it
 */
public record Migration(
    String processId, long instance, Version from, Version to, List<String> mapped, ActorRef by) {

  /** A version of a process, by the engine's key and its number. */
  public record Version(long key, int number) {}

  /**
   * It is over: the instance was moved, or the engine refused.
   *
   * @param refusal what the engine said; null when the instance was moved
   */
  public record Settled(CaseId caseId, Migration migration, @Nullable String refusal) {}
}
