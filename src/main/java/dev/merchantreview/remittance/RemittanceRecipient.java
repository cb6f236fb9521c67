package dev.merchantreview.remittance;

import dev.merchantreview.outside.Bank;
import dev.merchantreview.shared.CaseId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A module whose cases wait for remittances. */
public interface RemittanceRecipient {

  /**
   * Judges a credit that bears the remark of a request, and does with the case what follows; in the
   * transaction that puts the credit on record.
   *
   * @return empty when the case is none of this module's
   */
  Optional<Judged> take(RemittanceRequest request, Bank.Credit credit);

  /**
   * Which of these cases wait for a remittance now; those of other modules are none of them. Asked
   * for all at once, so that nobody has to open what does not wait.
   */
  Set<CaseId> waiting(Set<CaseId> cases);

  /**
   * Judges a credit with a remark nobody was named, that brings the amount of a request: whether
   * the one who was named that paid it.
   *
   * @return empty when nothing tells so
   */
  Optional<Judged> recognise(RemittanceRequest request, Bank.Credit credit);

  /** Puts on the case's record that a credit nobody asked for was recognised as its owner's. */
  void toldWrongRemark(RemittanceRequest request, Bank.Credit credit);

  /**
   * What a credit counted for.
   *
   * @param owner whose personal data the payer's is; null when somebody else paid
   */
  record Judged(CreditOutcome outcome, @Nullable String owner) {}
}
