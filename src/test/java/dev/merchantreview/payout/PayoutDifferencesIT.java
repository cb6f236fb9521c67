package dev.merchantreview.payout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.payout.PayoutFinding.Difference;
import dev.merchantreview.payout.PayoutFinding.Kind;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.testing.ServiceAlone;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Differences that stay, and those a person has explained, are not asked about one by one. */
class PayoutDifferencesIT {

  private static final ActorRef AUDITOR = new ActorRef(ActorRef.Kind.AUDITOR, "auditor");

  private final PayoutFindings findings = ServiceAlone.ofSamples().bean(PayoutFindings.class);

  private static Difference difference(String number, String detail) {
    return new Difference(number, Kind.UNKNOWN_NUMBER, null, detail);
  }

  private List<PayoutFinding> open() {
    return findings.open().stream()
        .filter(one -> one.difference().number().startsWith("po_differences"))
        .toList();
  }

  @Test
  void areNewUntilAFindingSaysThem() {
    Difference stays = difference("po_differences1", "bank: 1");
    Difference fresh = difference("po_differences2", "bank: 2");
    Difference explained = difference("po_differences3", "bank: 3");
    assertThat(findings.unknown(List.of(stays, fresh, explained), open()))
        .containsExactly(stays, fresh, explained);
    assertThat(findings.found(stays)).isTrue();
    assertThat(findings.found(explained)).isTrue();
    open().stream()
        .filter(one -> one.difference().number().equals(explained.number()))
        .forEach(one -> findings.explain(one.id(), "paid by hand", AUDITOR));
    assertThat(findings.unknown(List.of(stays, fresh, explained), open())).containsExactly(fresh);
    // What is open is open, whatever is seen of it by now; what was explained was explained alone.
    Difference otherwise = difference("po_differences1", "bank: 9");
    Difference again = difference("po_differences3", "bank: 9");
    assertThat(findings.unknown(List.of(otherwise, again), open())).containsExactly(again);
    open().forEach(findings::agreed);
  }
}
