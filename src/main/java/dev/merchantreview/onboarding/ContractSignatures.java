package dev.merchantreview.onboarding;

import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Masking;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes the signatures of contracts. */
@Service
public class ContractSignatures {

  private final StoreApplications applications;
  private final EngineOutbox outbox;
  private final History history;
  private final Clock clock;

  ContractSignatures(
      StoreApplications applications, EngineOutbox outbox, History history, Clock clock) {
    this.applications = applications;
    this.outbox = outbox;
    this.history = history;
    this.clock = clock;
  }

  /** What became of a signature. */
  public sealed interface SignatureResult {

    record Signed(StoreApplication application) implements SignatureResult {}

    /** The case's state does not allow it, or the contract is signed already. */
    record Refused(String state, Set<String> allowed) implements SignatureResult {}

    /** It is another contract than the one that was offered. */
    record OtherContract() implements SignatureResult {}
  }

  /**
   * @param signer who signed, as the provider names the person
   * @param by who tells: the provider, or an administrator
   */
  @Transactional
  public Optional<SignatureResult> sign(
      CaseId id, String contractId, Instant signedAt, String signer, ActorRef by) {
    return applications
        .lock(id)
        .map(
            application -> {
              ContractOffer offer = application.contract();
              if (application.state() != StoreApplicationState.SIGNING
                  || offer == null
                  || offer.signedAt() != null) {
                return new SignatureResult.Refused(
                    application.state().name(), application.ownersEvents());
              }
              if (!offer.contractId().equals(contractId)) {
                return new SignatureResult.OtherContract();
              }
              application.contractSigned(signedAt);
              applications.update(application, clock.instant());
              history.append(
                  CaseEvent.noted(
                      id,
                      by,
                      "CONTRACT_SIGNED",
                      Map.of(
                          "contractId", contractId,
                          "signedAt", signedAt.toString(),
                          "signer", Masking.personName(signer))));
              outbox.publish(id, Onboarding.CONTRACT_SIGNED, id.value(), Map.of());
              return new SignatureResult.Signed(application);
            });
  }
}
