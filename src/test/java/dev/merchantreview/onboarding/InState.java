package dev.merchantreview.onboarding;

import dev.merchantreview.remittance.RemittanceRequest;
import dev.merchantreview.remittance.Remittances;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings applications where the engine would have brought them, for tests of the API alone. */
public final class InState {

  private final ServiceAlone service;

  public InState(ServiceAlone service) {
    this.service = service;
  }

  /** Waiting for an auditor. */
  void inReview(String id) {
    given(
        id,
        application ->
            application.openAudit(service.bean(ApplicationClocks.class).of(application)));
  }

  /** Sent back to the merchant. */
  public void fixRequired(String id) {
    given(
        id,
        application -> {
          application.openAudit(service.bean(ApplicationClocks.class).of(application));
          application.sendBack(
              List.of(new Problem("/storeName", "NAME_NOT_ALLOWED", null, Problem.Source.MACHINE)),
              null,
              soon(),
              0);
        });
  }

  /** Waiting for what the method asks for. */
  public void verifyingAccount(String id, VerificationMethod method) {
    given(id, application -> verifying(application, method));
  }

  /** Waiting for the representative's confirmation or a remittance. */
  public void remitting(String id) {
    given(id, application -> remitting(application, 1));
  }

  /** The same, with another remark and amount: the latest count. */
  void remittingAgain(String id) {
    given(id, application -> remitting(application, 2));
  }

  private void remitting(StoreApplication application, int transfer) {
    if (transfer == 1) {
      application.openAudit(service.bean(ApplicationClocks.class).of(application));
      application.approved();
    }
    RemittanceRequest asked =
        service.bean(Remittances.class).ask(application.id(), transfer, 30 + transfer);
    application.verifyAccount(
        new AccountVerification(
            List.of(VerificationMethod.LEGAL_REPRESENTATIVE, VerificationMethod.REMITTANCE),
            transfer,
            transfer,
            null,
            null,
            new AccountVerification.Remittance(asked.amountFen(), asked.remark()),
            Instant.now(),
            0,
            null,
            null,
            null),
        soon());
  }

  /** Waiting for the data of its shop. */
  public void describing(String id) {
    given(
        id,
        application -> {
          application.checksPassed();
          application.askShopData(soon());
        });
  }

  /** With a contract {@code ct_} and the id. */
  public void signing(String id) {
    given(
        id,
        application -> {
          verifying(application, VerificationMethod.RANDOM_TRANSFER);
          application.accountVerified(Instant.now(), VerificationMethod.RANDOM_TRANSFER);
          application.offerContract(
              new ContractOffer("ct_" + id, "https://sign.example.com", null), soon());
        });
  }

  /** With its contract signed, and no deposit demanded yet. */
  public void signed(String id) {
    signing(id);
    given(id, application -> application.contractSigned(Instant.now()));
  }

  /** With ten thousand yuan demanded. */
  public void depositDue(String id) {
    signing(id);
    given(
        id,
        application -> {
          application.contractSigned(Instant.now());
          application.demandDeposit(1_000_000, null, soon());
        });
  }

  private void verifying(StoreApplication application, VerificationMethod method) {
    application.openAudit(service.bean(ApplicationClocks.class).of(application));
    application.approved();
    application.verifyAccount(
        new AccountVerification(
            List.of(method), 1, 1, "vt_1", "x", null, Instant.now(), 0, null, null, null),
        soon());
  }

  private static Waiting soon() {
    Instant now = Instant.now();
    return new Waiting(now.plus(Duration.ofDays(2)), now.plus(Duration.ofDays(3)), null);
  }

  private void given(String id, Consumer<StoreApplication> fact) {
    StoreApplications applications = service.bean(StoreApplications.class);
    new TransactionTemplate(service.bean(PlatformTransactionManager.class))
        .executeWithoutResult(
            status -> {
              StoreApplication application = applications.lock(new CaseId(id)).orElseThrow();
              fact.accept(application);
              applications.update(application, Instant.now());
            });
  }
}
