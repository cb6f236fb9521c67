package dev.merchantreview.history;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Computes and checks the hashes that bind each event to the one before. */
final class HashChain {

  static final String ROOT = "0".repeat(64);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private HashChain() {}

  /** The hash of an event, its own hash field left aside. */
  static String hash(CaseId caseId, RecordedEvent event) {
    ObjectNode json = JSON.createObjectNode();
    json.put("caseId", caseId.value());
    json.put("seq", event.seq());
    json.put("at", event.at().toString());
    json.put("actorKind", event.actor().kind().name());
    json.put("actorId", event.actor().id());
    json.put("action", event.action());
    json.put("fromState", event.fromState());
    json.put("toState", event.toState());
    json.put("elementId", event.elementId());
    json.set("details", event.details());
    json.put("previousHash", event.previousHash());
    try {
      byte[] canonical = new JsonCanonicalizer(JSON.writeValueAsBytes(json)).getEncodedUTF8();
      return Sha256.hex(canonical);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Checks numbering, links and hashes of a whole chain, oldest event first. */
  static Verification verify(CaseId caseId, List<RecordedEvent> chain) {
    String previous = ROOT;
    long expected = 1;
    for (RecordedEvent event : chain) {
      if (event.seq() != expected
          || !event.previousHash().equals(previous)
          || !event.hash().equals(hash(caseId, event))) {
        return new Verification(false, chain.size(), expected);
      }
      previous = event.hash();
      expected++;
    }
    return new Verification(true, chain.size(), null);
  }

  /** The event that follows {@code last} (null for the first), hashed. */
  static RecordedEvent append(@Nullable RecordedEvent last, CaseEvent event, Instant at) {
    RecordedEvent unhashed =
        new RecordedEvent(
            last == null ? 1 : last.seq() + 1,
            at,
            event.actor(),
            event.action(),
            event.fromState(),
            event.toState(),
            event.elementId(),
            JSON.valueToTree(event.details()),
            "",
            last == null ? ROOT : last.hash());
    return new RecordedEvent(
        unhashed.seq(),
        unhashed.at(),
        unhashed.actor(),
        unhashed.action(),
        unhashed.fromState(),
        unhashed.toState(),
        unhashed.elementId(),
        unhashed.details(),
        hash(event.caseId(), unhashed),
        unhashed.previousHash());
  }
}
