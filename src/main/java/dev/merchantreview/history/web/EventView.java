package dev.merchantreview.history.web;

import dev.merchantreview.history.MerchantsEvents;
import dev.merchantreview.history.RecordedEvent;
import dev.merchantreview.shared.ActorRef;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event as the API shows it. A merchant is not told which person of the platform it was, in
 * which task, nor what tables and rules said that it has nothing to do about; the hash is of the
 * whole event all the same.
 *
 * @param seq counts a case's events from 1 without gaps
 * @param elementId the BPMN element in whose work it happened; null where it was in none, and for
 *     merchants
 * @param hash SHA-256 in hex of the canonical JSON (RFC 8785) of everything else here and the case
 *     id
 * @param previousHash the hash of event {@code seq - 1}; 64 zeros for the first
 */
@Schema(name = "RecordedEvent")
record EventView(
    long seq,
    Instant at,
    ActorView actor,
    String action,
    @Nullable String fromState,
    @Nullable String toState,
    @Nullable String elementId,
    JsonNode details,
    String hash,
    String previousHash) {

  /**
   * Who did it.
   *
   * @param id null for merchants where it is a person's of the platform
   */
  @Schema(name = "EventActorView")
  record ActorView(ActorRef.Kind kind, @Nullable String id) {}

  static EventView whole(RecordedEvent event) {
    return of(event, event.actor().id(), event.elementId());
  }

  static EventView toMerchant(RecordedEvent event) {
    return of(event, MerchantsEvents.actor(event.actor()), null);
  }

  private static EventView of(
      RecordedEvent event, @Nullable String actor, @Nullable String elementId) {
    return new EventView(
        event.seq(),
        event.at(),
        new ActorView(event.actor().kind(), actor),
        event.action(),
        event.fromState(),
        event.toState(),
        elementId,
        event.details(),
        event.hash(),
        event.previousHash());
  }
}
