package dev.merchantreview.onboarding;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.outside.ContractSigning;
import dev.merchantreview.review.Waiting;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The contract in the store-onboarding process. */
@Service
public class ContractSteps {

  private final ApplicationSteps cases;
  private final Progress progress;

  ContractSteps(ApplicationSteps cases, Progress progress) {
    this.cases = cases;
    this.progress = progress;
  }

  /** The contract is offered: the merchant's days to sign begin. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Waiting offered(Asked asked, ContractSigning.Offer offer) {
    return cases.with(
        asked,
        application -> {
          progress.requireBefore(application, Phase.SIGN, "offer a contract");
          Waiting running = application.waiting();
          if (application.state() == StoreApplicationState.SIGNING && running != null) {
            // Offered already: the merchant's days run on.
            return running;
          }
          OnboardingNumbers numbers = progress.numbers(application);
          Waiting until = progress.waiting(Objects.requireNonNull(numbers.contractDays()), numbers);
          String from = application.state().name();
          if (!application.offerContract(
              new ContractOffer(offer.contractId(), offer.signUrl(), null), until)) {
            throw CaseWork.unexpected(application, "offer the contract");
          }
          cases.changed(
              asked,
              application,
              "CONTRACT_OFFERED",
              from,
              Map.of("contractId", offer.contractId(), "dueAt", until.dueAt().toString()));
          return until;
        });
  }

  /**
   * What is offered for signature to this case's merchant.
   *
   * @throws IllegalStateException when the platform asks for no contract: somebody moved the
   *     process
   */
  public ContractSigning.Contract contract(StoreApplication application) {
    ApplicationContent content = application.content();
    String template = progress.numbers(application).contractTemplate();
    if (template == null || !progress.road(application).has(Phase.SIGN)) {
      throw CaseWork.unexpected(application, "offer a contract nobody asks for");
    }
    return new ContractSigning.Contract(
        "ct_" + application.id().value().substring(3),
        template,
        content.merchantId(),
        content.storeName(),
        content.subject().legalName());
  }
}
