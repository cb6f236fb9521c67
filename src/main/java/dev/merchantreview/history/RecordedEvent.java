package dev.merchantreview.history;

import dev.merchantreview.shared.ActorRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An event as it is kept.
 *
 * @param seq counts a case's events from 1 without gaps
 * @param hash SHA-256 in hex of the canonical JSON (RFC 8785) of everything else here and the case
 *     id
 * @param previousHash the hash of event {@code seq - 1}; 64 zeros for the first
 */
public record RecordedEvent(
    long seq,
    Instant at,
    ActorRef actor,
    String action,
    @Nullable String fromState,
    @Nullable String toState,
    @Nullable String elementId,
    JsonNode details,
    String hash,
    String previousHash) {

  /**
   * The name of the detail that holds the engine's own words: for those who run the service, and
   * for auditors.
   */
  public static final String ENGINE_SAID = "engineSaid";

  /**
   * The same for a side of the case that did not hand it in: that it happened, not what was said.
   */
  RecordedEvent withoutDetails() {
    return with(JsonNodeFactory.instance.objectNode());
  }

  RecordedEvent with(JsonNode other) {
    return new RecordedEvent(
        seq, at, actor, action, fromState, toState, elementId, other, hash, previousHash);
  }
}
