package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.outside.ContractSigning;
import dev.merchantreview.review.DeadlineVariables;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.TestReviews;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whatever brings the process to a step - a message anybody can publish, a moved token, a changed
 * variable - the step looks in the database for the fact it stands on.
 */
class StepsOnFactsIT {

  private static final long INSTANCE_BASE = 9_000_000;
  private static final DepositRule.Requirement NOTHING = new DepositRule.Requirement(0, Map.of());

  private final ServiceAlone service = ServiceAlone.get();
  private final TestReviews reviews = new TestReviews(service);
  private final ApiClient merchant = service.api("merchant");
  private final StoreApplications applications = service.bean(StoreApplications.class);
  private final TransactionTemplate transaction =
      new TransactionTemplate(
          service.bean(org.springframework.transaction.PlatformTransactionManager.class));
  private final Waiting inThreeDays =
      new Waiting(now().plus(Duration.ofDays(2)), now().plus(Duration.ofDays(3)), null);

  @Test
  void aDepositIsDemandedOnlyAfterTheSignature() {
    CaseId id = submitted();
    given(id, this::signing);

    Handled demanded = demand(id, tenThousand());
    assertThat(demanded.outcome()).isEqualTo(Handled.WAITING);
    assertThat(demanded.variables()).containsAllEntriesOf(DeadlineVariables.of(inThreeDays));
    assertThat(state(id)).isEqualTo(StoreApplicationState.SIGNING);
    assertThat(application(id).depositRequiredFen()).isNull();
    assertThat(actions(id)).endsWith("STEP_WITHOUT_GROUND");

    given(id, application -> application.contractSigned(now()));
    assertThat(position(id)).isEqualTo("Task_NextPhase");
    assertThat(next(id)).isEqualTo("DEPOSIT");
    Handled first = demand(id, tenThousand());
    assertThat(first.outcome()).isEqualTo(Handled.PASSED);
    assertThat(state(id)).isEqualTo(StoreApplicationState.DEPOSIT_DUE);
    // Told that it was paid: it is not, so it is waited for, by the amount and days there were.
    assertThat(next(id)).isEqualTo("DEPOSIT");
    assertThat(actions(id)).endsWith("STEP_WITHOUT_GROUND");
    assertThat(demand(id, new DepositRule.Requirement(2_000_000, Map.of()))).isEqualTo(first);
    assertThat(application(id).depositRequiredFen()).isEqualTo(1_000_000);
  }

  /** Somebody moved the process, or changed the variables its gateways read. */
  @Test
  void aDepositIsDemandedFromNoStateThatLacksWhatItStandsOn() {
    CaseId id = submitted();
    assertThatThrownBy(() -> demand(id, tenThousand()))
        .hasMessageContaining("before the machine checks are passed");
    given(id, StoreApplication::checksPassed);
    assertThatThrownBy(() -> demand(id, tenThousand()))
        .hasMessageContaining("before the account is settled");
    assertThatThrownBy(() -> demand(id, NOTHING))
        .hasMessageContaining("before the account is settled");
    given(id, this::verified);
    ShopData shop = application(id).content().shop();
    given(id, application -> application.data().content(application.content().withShop(null)));
    assertThatThrownBy(() -> demand(id, tenThousand()))
        .hasMessageContaining("before the shop data are there");
    given(id, application -> application.data().content(application.content().withShop(shop)));
    assertThatThrownBy(() -> demand(id, tenThousand())).hasMessageContaining("nobody approved");
    given(id, this::inReview);
    assertThatThrownBy(() -> demand(id, tenThousand())).hasMessageContaining("nobody approved");
    given(id, StoreApplication::approved);
    assertThatThrownBy(() -> demand(id, tenThousand()))
        .hasMessageContaining("before the contract is signed");
    assertThat(state(id)).isEqualTo(StoreApplicationState.IN_REVIEW);
    assertThat(application(id).depositRequiredFen()).isNull();
  }

  @Test
  void aStoreOpensFromNoStateThatLacksWhatItStandsOn() {
    CaseId id = submitted();
    given(id, this::inReview);
    assertThatThrownBy(() -> activate(id)).hasMessageContaining("before the account is settled");
    given(id, this::verified);
    assertThatThrownBy(() -> activate(id)).hasMessageContaining("nobody approved");
    given(id, StoreApplication::approved);
    assertThatThrownBy(() -> activate(id)).hasMessageContaining("before the contract is signed");
    given(id, this::offered);
    assertThatThrownBy(() -> activate(id)).hasMessageContaining("before the contract is signed");
    given(id, application -> application.contractSigned(now()));
    assertThatThrownBy(() -> activate(id)).hasMessageContaining("without a deposit");
    assertThat(state(id)).isEqualTo(StoreApplicationState.SIGNING);

    CaseId kuaishou = submitted("KUAISHOU", "ENTERPRISE", "服饰");
    given(kuaishou, this::inReview);
    assertThatThrownBy(() -> activate(kuaishou)).hasMessageContaining("nobody approved");
    given(kuaishou, StoreApplication::approved);
    assertThatThrownBy(() -> activate(kuaishou)).hasMessageContaining("without a deposit");
    assertThat(state(kuaishou)).isEqualTo(StoreApplicationState.IN_REVIEW);
  }

  /** [K-open] names no contract and no account verification. */
  @Test
  void aStoreOfKuaishouSignsNothing() {
    CaseId id = submitted("KUAISHOU", "ENTERPRISE", "服饰");
    given(id, this::inReview);
    assertThatThrownBy(() -> demand(id, tenThousand())).hasMessageContaining("nobody approved");
    given(id, StoreApplication::approved);
    assertThat(next(id)).isEqualTo("DEPOSIT");
    assertThatThrownBy(() -> steps(ContractSteps.class).contract(application(id)))
        .hasMessageContaining("nobody asks for");

    assertThat(demand(id, tenThousand()).variables()).containsEntry("deposit", "REQUIRED");
    assertThat(state(id)).isEqualTo(StoreApplicationState.DEPOSIT_DUE);
    assertThat(activate(id).outcome()).isEqualTo(Handled.WAITING);
  }

  /** [W-shop] opening is free; a personal store has no company account. */
  @Test
  void aPersonalStoreOfWechatOpensWithItsContract() {
    CaseId id = submitted("WECHAT", "PERSONAL", "服饰内衣");
    given(id, this::inReview);
    given(id, StoreApplication::approved);
    assertThat(next(id)).isEqualTo("SIGN");
    assertThatThrownBy(() -> steps(VerificationSteps.class).begin(asked(id)))
        .hasMessageContaining("nobody asks about");
    assertThatThrownBy(() -> step(() -> steps(ShopSteps.class).ask(asked(id))))
        .hasMessageContaining("nobody needs");
    assertThatThrownBy(() -> activate(id)).hasMessageContaining("before the contract is signed");
    given(id, this::offered);
    assertThat(demand(id, NOTHING).outcome()).isEqualTo(Handled.WAITING);
    given(id, application -> application.contractSigned(now()));

    // Whatever the table or the process says: the road asks for no money.
    Handled demanded = demand(id, tenThousand());
    assertThat(demanded.outcome()).isEqualTo(Handled.PASSED);
    assertThat(demanded.variables()).containsEntry("deposit", "NONE");
    assertThat(state(id)).isEqualTo(StoreApplicationState.SIGNING);
    assertThat(application(id).depositRequiredFen()).isNull();
    assertThat(next(id)).isEqualTo("OPEN");
    assertThat(activate(id).variables().get("storeId")).isNotNull();
    assertThat(state(id)).isEqualTo(StoreApplicationState.ACTIVE);
  }

  /** A case that was being verified when its rule changed goes on. */
  @Test
  void aVerificationNobodyAsksForIsNotWaitedFor() {
    CaseId id = submitted("DOUYIN", "PERSONAL", "服饰内衣");
    given(id, this::inReview);
    given(id, StoreApplication::approved);
    given(
        id,
        application ->
            application.verifyAccount(
                new AccountVerification(
                    List.of(VerificationMethod.RANDOM_TRANSFER),
                    1,
                    1,
                    "vt_1",
                    "x",
                    null,
                    now(),
                    0,
                    null,
                    null,
                    null),
                inThreeDays));
    assertThat(next(id)).isEqualTo("SIGN");
    assertThat(step(() -> steps(VerificationSteps.class).answered(asked(id))).variables())
        .containsEntry("accountResult", "MATCHED");
  }

  @Test
  void aStoreOpensOnlyWithTheWholeDeposit() {
    CaseId id = submitted();
    given(id, this::depositDue);

    Handled activated = activate(id);
    assertThat(activated.outcome()).isEqualTo(Handled.WAITING);
    assertThat(activated.variables()).doesNotContainKey("storeId");
    assertThat(state(id)).isEqualTo(StoreApplicationState.DEPOSIT_DUE);
    assertThat(actions(id)).endsWith("STEP_WITHOUT_GROUND");
  }

  @Test
  void aContractIsOfferedOnlyForAnApprovedRoundAndAVerifiedAccount() {
    CaseId id = submitted();
    ContractSigning.Offer offer = new ContractSigning.Offer("ct_1", "https://sign.example/ct_1");
    given(id, this::inReview);
    given(id, StoreApplication::approved);
    assertThatThrownBy(() -> step(() -> steps(ContractSteps.class).offered(asked(id), offer)))
        .hasMessageContaining("before the account is settled");
    assertThat(state(id)).isEqualTo(StoreApplicationState.IN_REVIEW);
    given(id, this::verified);
    Waiting until = step(() -> steps(ContractSteps.class).offered(asked(id), offer));
    // Told that it was signed: it is not, so it is waited for, by the days there were.
    assertThat(next(id)).isEqualTo("SIGN");
    assertThat(actions(id)).endsWith("STEP_WITHOUT_GROUND");
    assertThat(step(() -> steps(ContractSteps.class).offered(asked(id), offer))).isEqualTo(until);
    assertThat(actions(id)).containsOnlyOnce("CONTRACT_OFFERED");
  }

  @Test
  void moneyIsSentToAnAccountOnlyForACheckedRoundAndOnce() {
    CaseId id = submitted();
    assertThatThrownBy(() -> steps(VerificationSteps.class).begin(asked(id)))
        .hasMessageContaining("before the machine checks are passed");
    assertThatThrownBy(() -> next(id)).hasMessageContaining("before the machine checks are passed");
    given(id, StoreApplication::checksPassed);
    assertThat(next(id)).isEqualTo("VERIFY_ACCOUNT");

    String number = steps(VerificationSteps.class).begin(asked(id)).orElseThrow().number();
    Handled begun = step(() -> steps(VerificationSteps.class).begun(asked(id)));
    // Told that another transfer is due, although nobody named a wrong amount.
    assertThat(steps(VerificationSteps.class).begin(asked(id)).orElseThrow().number())
        .isEqualTo(number);
    assertThat(step(() -> steps(VerificationSteps.class).begun(asked(id)))).isEqualTo(begun);

    Handled answered = step(() -> steps(VerificationSteps.class).answered(asked(id)));
    assertThat(answered.outcome()).isEqualTo(Handled.WAITING);
    assertThat(answered.variables())
        .containsEntry("accountResult", null)
        .containsEntry("transfer", begun.variables().get("transfer"));
    assertThat(actions(id)).endsWith("STEP_WITHOUT_GROUND");

    given(
        id, application -> application.accountVerified(now(), VerificationMethod.RANDOM_TRANSFER));
    assertThat(step(() -> steps(VerificationSteps.class).answered(asked(id))).variables())
        .containsEntry("accountResult", "MATCHED");
    assertThatThrownBy(() -> steps(VerificationSteps.class).begin(asked(id)))
        .hasMessageContaining("another verification");
    assertThat(next(id)).isEqualTo("AUDIT");
    assertThat(state(id)).isEqualTo(StoreApplicationState.IN_REVIEW);
  }

  /** What was verified is an account: sent back for something else, it is not verified again. */
  @Test
  void aVerificationIsOfItsAccountWhateverTheRound() {
    CaseId id = submitted();
    given(id, StoreApplication::checksPassed);
    steps(VerificationSteps.class).begin(asked(id));
    step(() -> steps(VerificationSteps.class).begun(asked(id)));
    given(
        id, application -> application.accountVerified(now(), VerificationMethod.RANDOM_TRANSFER));
    assertThat(next(id)).isEqualTo("AUDIT");
    given(id, this::sentBack);
    given(id, application -> application.resubmit(application.content().withShop(null), now()));
    assertThat(application(id).content().shop()).as("stays where it is left out").isNotNull();
    given(id, StoreApplication::checksPassed);
    assertThat(next(id)).isEqualTo("AUDIT");

    given(id, this::sentBack);
    given(id, application -> application.resubmit(otherAccount(application.content()), now()));
    given(id, StoreApplication::checksPassed);
    assertThat(next(id)).isEqualTo("VERIFY_ACCOUNT");
    steps(VerificationSteps.class).begin(asked(id));
    AccountVerification again = application(id).verification();
    assertThat(again.transfer()).isEqualTo(2);
    assertThat(again.verifiedAt()).isNull();
  }

  private void sentBack(StoreApplication application) {
    application.sendBack(
        List.of(new Problem("/storeName", "NAME_NOT_ALLOWED", null, Problem.Source.MACHINE)),
        null,
        inThreeDays,
        0);
  }

  private static ApplicationContent otherAccount(ApplicationContent content) {
    return new ApplicationContent(
        content.platform(),
        content.merchantId(),
        content.storeType(),
        content.storeName(),
        content.categories(),
        content.subject(),
        new ApplicationContent.SettlementAccount(
            content.settlementAccount().holder(), "中国工商银行", "622202000000777"),
        content.contact(),
        content.documents(),
        content.promotion(),
        content.opening(),
        content.shop());
  }

  /** The days of the shop's data run on whatever the process is told. */
  @Test
  void theDataOfAShopAreAskedForOnceAndOnlyInTheirPhase() {
    CaseId id = submitted("DOUYIN", "PERSONAL", "服饰内衣");
    ShopData shop = application(id).content().shop();
    given(id, application -> application.data().content(application.content().withShop(null)));
    assertThatThrownBy(() -> step(() -> steps(ShopSteps.class).ask(asked(id))))
        .hasMessageContaining("before the machine checks are passed");
    given(id, StoreApplication::checksPassed);
    assertThat(next(id)).isEqualTo("SHOP_DATA");
    Map<String, Object> until = step(() -> steps(ShopSteps.class).ask(asked(id)));
    assertThat(state(id)).isEqualTo(StoreApplicationState.SHOP_DATA_DUE);
    assertThat(position(id)).isEqualTo("Task_AwaitShopData");
    assertThat(next(id)).isEqualTo("SHOP_DATA");
    assertThat(actions(id)).endsWith("SHOP_DATA_ASKED", "STEP_WITHOUT_GROUND");
    assertThat(step(() -> steps(ShopSteps.class).ask(asked(id)))).isEqualTo(until);
    given(id, application -> application.handInShop(shop, now()));
    assertThat(position(id)).isEqualTo("Task_NextPhase");
    assertThat(next(id)).isEqualTo("AUDIT");
    assertThat(application(id).waiting()).isNull();
  }

  /** Whatever is asked of others since, nobody describes a shop after it was reviewed. */
  @Test
  void whatTheShopShowsIsSettledOnceAnAuditorApprovedIt() {
    CaseId id = submitted("DOUYIN", "PERSONAL", "服饰内衣");
    given(id, this::inReview);
    given(id, StoreApplication::approved);
    given(id, application -> application.data().content(application.content().withShop(null)));
    assertThat(next(id)).isEqualTo("SIGN");
    assertThatThrownBy(() -> step(() -> steps(ShopSteps.class).ask(asked(id))))
        .hasMessageContaining("ask for shop data");
    assertThat(state(id)).isEqualTo(StoreApplicationState.IN_REVIEW);
  }

  /** Kuaishou's profile has no numbers of the phases its road lacks. */
  @Test
  void aPhaseThePlatformAsksOfNobodyAnyMoreIsPassed() {
    CaseId id = submitted("KUAISHOU", "ENTERPRISE", "服饰");
    given(id, application -> application.walks(new Road(List.of(Phase.values()))));
    given(id, StoreApplication::checksPassed);
    assertThat(next(id)).isEqualTo("AUDIT");
    given(id, StoreApplication::approved);
    assertThat(next(id)).isEqualTo("DEPOSIT");
    given(id, application -> application.demandDeposit(400_000, null, inThreeDays));
    assertThatThrownBy(() -> step(() -> steps(DepositSteps.class).open(asked(id))))
        .hasMessageContaining("without a deposit");

    ShopDataRule rule = service.bean(ShopDataRule.class);
    ShopData shop = new ShopData(null, null, "手工制作", null, null, null);
    assertThat(rule.check(application(id), shop, "/shop"))
        .extracting(FieldError::code)
        .containsExactly("NOT_ASKED_FOR");
    CaseId asking = submitted("KUAISHOU", "ENTERPRISE", "服饰");
    given(asking, application -> application.askShopData(inThreeDays));
    assertThat(rule.check(application(asking), shop, "")).isEmpty();
  }

  /** Demanded when the road still had a deposit: it is waited for, and no store opens before. */
  @Test
  void aDepositThatWasDemandedIsWaitedForWhateverTheRoadIsNow() {
    CaseId id = submitted("WECHAT", "PERSONAL", "服饰内衣");
    given(id, this::inReview);
    given(id, StoreApplication::approved);
    given(id, this::offered);
    given(id, application -> application.contractSigned(now()));
    given(id, application -> application.demandDeposit(400_000, null, inThreeDays));
    assertThat(next(id)).isEqualTo("DEPOSIT");
    assertThat(actions(id)).endsWith("STEP_WITHOUT_GROUND");
    assertThat(demand(id, NOTHING).variables()).containsEntry("deposit", "REQUIRED");
    assertThatThrownBy(() -> step(() -> steps(DepositSteps.class).open(asked(id))))
        .hasMessageContaining("without a deposit");
    assertThat(state(id)).isEqualTo(StoreApplicationState.DEPOSIT_DUE);
  }

  /** The merchant was done days before the engine came to the step. */
  @Test
  void theDaysOfAnAuditRunFromWhatTheMerchantDidLast() {
    CaseId id = submitted();
    StoreApplication taken = application(id);
    assertThat(taken.readyForAuditSince()).isEqualTo(taken.submittedAt());
    Instant later = taken.submittedAt().plus(Duration.ofDays(2));
    given(id, StoreApplication::checksPassed);
    given(id, this::verified);
    given(id, application -> application.askShopData(inThreeDays));
    given(id, application -> application.handInShop(application.content().shop(), later));
    assertThat(application(id).readyForAuditSince()).isEqualTo(later);
    assertThat(application(id).isShopAwaited()).isFalse();
  }

  /** An application of before roads were kept goes on as it did: reviewed first. */
  @Test
  void whatWasHandedInBeforeThereWereRoadsWalksAsItDid() {
    CaseId id = submitted();
    given(
        id,
        application -> {
          application.data().road = null;
          application.data().content(application.content().withShop(null));
        });
    given(id, StoreApplication::checksPassed);
    assertThat(next(id)).isEqualTo("AUDIT");
    given(id, StoreApplication::approved);
    assertThat(next(id)).isEqualTo("VERIFY_ACCOUNT");
    given(id, this::verified);
    assertThat(next(id)).isEqualTo("SIGN");
  }

  @Test
  void aRoundIsCheckedOnlyWhenItWasHandedIn() {
    CaseId id = submitted();
    given(id, this::inReview);
    given(id, this::sentBack);

    Handled checked =
        step(
            () ->
                steps(ApplicationCheckStep.class)
                    .check(asked(id), new MachineRule.Tables(null, null)));
    assertThat(checked.outcome()).isEqualTo(Handled.WAITING);
    assertThat(checked.variables()).containsAllEntriesOf(DeadlineVariables.of(inThreeDays));
    assertThat(state(id)).isEqualTo(StoreApplicationState.FIX_REQUIRED);
    assertThat(application(id).problems()).hasSize(1);
  }

  @Test
  void aVerdictCountsOnlyInAnOpenAudit() {
    CaseId id = submitted();
    Review approval = new Review(77, Optional.of("auditor1"), Verdict.APPROVED, List.of(), null);
    assertThatThrownBy(() -> step(() -> reviews.record(asked(id), 0, "Task_AuditStore", approval)))
        .hasMessageContaining("record a verdict");
    given(id, this::signing);
    assertThatThrownBy(() -> step(() -> reviews.record(asked(id), 0, "Task_AuditStore", approval)))
        .hasMessageContaining("record a verdict");
  }

  @Test
  void aDeadlineIsOverOnlyWhenItIs() {
    CaseId id = submitted();
    given(id, this::signing);
    assertThatThrownBy(() -> step(() -> reviews.expire(asked(id))))
        .isInstanceOf(NotYetException.class);
    assertThat(state(id)).isEqualTo(StoreApplicationState.SIGNING);
  }

  private void inReview(StoreApplication application) {
    application.checksPassed();
    application.openAudit(service.bean(ApplicationClocks.class).of(application));
  }

  private void signing(StoreApplication application) {
    inReview(application);
    application.approved();
    verified(application);
    offered(application);
  }

  private void verified(StoreApplication application) {
    application.verifyAccount(
        new AccountVerification(
            List.of(VerificationMethod.RANDOM_TRANSFER),
            1,
            1,
            "vt_1",
            "x",
            null,
            now(),
            0,
            null,
            null,
            null),
        inThreeDays);
    application.accountVerified(now(), VerificationMethod.RANDOM_TRANSFER);
  }

  private void offered(StoreApplication application) {
    application.offerContract(
        new ContractOffer("ct_" + application.id(), "https://sign.example", null), inThreeDays);
  }

  private void depositDue(StoreApplication application) {
    signing(application);
    application.contractSigned(now());
    application.demandDeposit(tenThousand().amountFen(), null, inThreeDays);
  }

  private static DepositRule.Requirement tenThousand() {
    return new DepositRule.Requirement(1_000_000, Map.of());
  }

  private Handled demand(CaseId id, DepositRule.Requirement required) {
    return step(
        () -> steps(DepositSteps.class).demandDeposit(asked(id), DepositRule.Demand.of(required)));
  }

  private Handled activate(CaseId id) {
    return step(() -> steps(DepositSteps.class).activate(asked(id)));
  }

  /** What the process is told to do next. */
  private Object next(CaseId id) {
    return step(() -> steps(ApplicationCheckStep.class).next(asked(id), null)).get("phase");
  }

  /** Where a new instance takes the case up. */
  private String position(CaseId id) {
    return steps(StoreApplicationType.class).position(application(id)).elementId();
  }

  private CaseId submitted() {
    return submitted("DOUYIN", "ENTERPRISE", "服饰");
  }

  private CaseId submitted(String platform, String storeType, String category) {
    return new CaseId(
        merchant
            .post(
                "/api/v1/store-applications",
                SampleApplications.withDocuments(
                    SampleApplications.application(
                        platform, Merchants.next(), storeType, "青禾女装", List.of(category)),
                    merchant))
            .id());
  }

  private void given(CaseId id, Consumer<StoreApplication> fact) {
    step(
        () -> {
          StoreApplication application = applications.lock(id).orElseThrow();
          fact.accept(application);
          applications.update(application, now());
          return application;
        });
  }

  private <T> T step(Supplier<T> step) {
    return transaction.execute(status -> step.get());
  }

  private <T> T steps(Class<T> type) {
    return service.bean(type);
  }

  private StoreApplication application(CaseId id) {
    return applications.find(id).orElseThrow();
  }

  private StoreApplicationState state(CaseId id) {
    return application(id).state();
  }

  private List<String> actions(CaseId id) {
    return service
        .database()
        .sql("select action from history_event where case_id = :id order by seq")
        .param("id", id.value())
        .query(String.class)
        .list();
  }

  private Asked asked(CaseId id) {
    return new Asked(id, INSTANCE_BASE + id.value().hashCode() % 1_000_000, "Task_Tried");
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }
}
