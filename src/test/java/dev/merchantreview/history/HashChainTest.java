package dev.merchantreview.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class HashChainTest {

  private static final CaseId CASE = new CaseId("sa_0123456789abcdef");

  @Property
  void holdsForWhateverWasRecorded(
      @ForAll @Size(max = 12) List<@StringLength(max = 20) String> notes) {
    List<RecordedEvent> chain = chain(notes);
    assertThat(HashChain.verify(CASE, chain)).isEqualTo(new Verification(true, chain.size(), null));
  }

  @Property
  void breaksWhereAnythingWasChanged(
      @ForAll @IntRange(min = 0, max = 4) int at, @ForAll @IntRange(min = 0, max = 5) int what) {
    List<RecordedEvent> chain = chain(List.of("a", "b", "c", "d", "e"));
    chain.set(at, tampered(chain.get(at), what));
    Verification verification = HashChain.verify(CASE, chain);
    assertThat(verification.valid()).isFalse();
    assertThat(verification.brokenAt()).isEqualTo(at + 1L);
  }

  @Test
  void breaksWhereAnEventWasTakenOut() {
    List<RecordedEvent> chain = chain(List.of("a", "b", "c"));
    chain.remove(1);
    assertThat(HashChain.verify(CASE, chain).brokenAt()).isEqualTo(2L);
  }

  @Test
  void breaksForTheChainOfAnotherCase() {
    assertThat(HashChain.verify(new CaseId("sa_fedcba9876543210"), chain(List.of("a"))).valid())
        .isFalse();
  }

  /** Computed with another implementation: the hash must never change its meaning. */
  @Test
  void keepsItsMeaning() {
    RecordedEvent event = chain(List.of("审核")).getFirst();
    assertThat(event.hash())
        .isEqualTo("62364f4663d0ad2b1a24b14ed47e4d412be4a2fcf78368010c15f19780b80f6a");
  }

  private static RecordedEvent tampered(RecordedEvent event, int what) {
    return new RecordedEvent(
        event.seq(),
        what == 0 ? event.at().plusNanos(1_000) : event.at(),
        what == 1 ? new ActorRef(ActorRef.Kind.AUDITOR, "somebody") : event.actor(),
        what == 2 ? "APPROVED" : event.action(),
        what == 3 ? "IN_REVIEW" : event.fromState(),
        what == 4 ? "ACTIVE" : event.toState(),
        event.elementId(),
        what == 5 ? JsonMapper.shared().createObjectNode() : event.details(),
        event.hash(),
        event.previousHash());
  }

  private static List<RecordedEvent> chain(List<String> notes) {
    List<RecordedEvent> chain = new ArrayList<>();
    for (String note : notes) {
      chain.add(
          HashChain.append(
              chain.isEmpty() ? null : chain.getLast(),
              new CaseEvent(
                  CASE,
                  ActorRef.SYSTEM,
                  "NOTED",
                  null,
                  null,
                  null,
                  Map.of("note", note, "round", 1)),
              Instant.parse("2026-03-02T01:02:03.000004Z")));
    }
    return chain;
  }
}
