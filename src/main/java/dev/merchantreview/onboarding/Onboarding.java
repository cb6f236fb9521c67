package dev.merchantreview.onboarding;

import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.waiver.Waivers;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a merchant can do with store applications, and how they are read. */
@Service
public class Onboarding {

  /** The process and its messages, as {@code bpmn/store-onboarding.bpmn} names them. */
  static final String SUBMITTED = "store-application-submitted";

  static final String RESUBMITTED = "store-application-resubmitted";
  static final String WITHDRAWN = "store-application-withdrawn";
  static final String SHOP_DATA_HANDED_IN = "store-shop-data-handed-in";
  static final String ACCOUNT_ANSWERED = "store-account-answered";
  static final String CONTRACT_SIGNED = "store-contract-signed";
  static final String DEPOSIT_PAID = "store-deposit-paid";
  static final String AUDIT_REDATED = "store-audit-redated";

  private final CaseDoor door;
  private final StoreApplications applications;
  private final FormerStores formerStores;
  private final Waivers waivers;
  private final Platforms platforms;
  private final PreparedStores stores;
  private final EngineOutbox outbox;
  private final History history;
  private final Clock clock;

  Onboarding(
      CaseDoor door,
      StoreApplications applications,
      FormerStores formerStores,
      Waivers waivers,
      Platforms platforms,
      PreparedStores stores,
      EngineOutbox outbox,
      History history,
      Clock clock) {
    this.door = door;
    this.applications = applications;
    this.formerStores = formerStores;
    this.waivers = waivers;
    this.platforms = platforms;
    this.stores = stores;
    this.outbox = outbox;
    this.history = history;
    this.clock = clock;
  }

  /**
   * Takes in a new application.
   *
   * @return the application, or what stands in the way
   */
  @Transactional
  public ApplicationResult submit(ApplicationContent content, ActorRef merchant) {
    FormerStores.Standing standing = formerStores.standing(content);
    Optional<Instant> reopenable = standing.reopenableFrom();
    if (reopenable.isPresent() && !ApplicationWaivers.mayReopen(waivers, content)) {
      return new ApplicationResult.TooEarly(reopenable.get());
    }
    Optional<String> existing = standing.open();
    if (existing.isPresent()) {
      return new ApplicationResult.Duplicate(existing.get());
    }
    StoreApplication application =
        new StoreApplication(new CaseId(Ids.next("sa_")), merchant.id(), content, clock.instant());
    application.walks(
        platforms
            .get(content.platform())
            .part(OnboardingNumbers.class)
            .roadOf(content.storeType()));
    try {
      applications.add(application);
    } catch (DuplicateKeyException faster) {
      // Another request for the same store committed since we looked: the index allows only one.
      throw new ConcurrentSubmissionException(faster);
    }
    history.begin(
        CaseEvent.created(
            application.id(),
            merchant,
            "SUBMITTED",
            application.state().name(),
            Map.of("round", 1)));
    outbox.publish(
        application.id(),
        SUBMITTED,
        application.id().value(),
        Map.of("caseId", application.id().value(), "round", 1));
    return new ApplicationResult.Accepted(application);
  }

  /** The id of the open application of the same merchant for the same platform and store type. */
  @Transactional(readOnly = true)
  public Optional<String> openOne(ApplicationContent content) {
    return applications.openOne(content.platform(), content.merchantId(), content.storeType());
  }

  /** What became of a submission. */
  public sealed interface ApplicationResult {

    record Accepted(StoreApplication application) implements ApplicationResult {}

    record Duplicate(String existing) implements ApplicationResult {}

    /** The rule {@link MachineRule#REOPENING_PERIOD}: the merchant closed a store here lately. */
    record TooEarly(Instant reopenableFrom) implements ApplicationResult {}
  }

  /** Two submissions for the same store met; the other one won. */
  public static final class ConcurrentSubmissionException extends RuntimeException {

    ConcurrentSubmissionException(Throwable cause) {
      super(cause);
    }
  }

  /**
   * Hands in a whole new content for a case that was sent back.
   *
   * @param expected the version the caller works from
   */
  @Transactional
  public Optional<Change<StoreApplication>> resubmit(
      CaseId id, ApplicationContent fixed, ActorRef merchant, ExpectedVersion expected) {
    return door.change(
        applications,
        id,
        expected,
        merchant,
        application -> {
          if (application.state() == StoreApplicationState.FIX_REQUIRED
              && application.content().equals(application.completed(fixed))) {
            return new CaseDoor.Step.Unchanged();
          }
          // The round is part of the key, so that an answer to an old round never counts for a new
          // one.
          String waitedFor = application.roundKey();
          return application.resubmit(fixed, clock.instant())
              ? CaseDoor.resubmitted(application.round(), RESUBMITTED, waitedFor)
              : new CaseDoor.Step.Refused();
        });
  }

  /**
   * Hands in what the shop shows, where the process waits for it.
   *
   * @param shop by what the platform asks for: see {@link ShopDataRule}
   */
  @Transactional
  public Optional<Change<StoreApplication>> handInShop(
      CaseId id, ShopData shop, ActorRef merchant, ExpectedVersion expected) {
    return door.change(
        applications,
        id,
        expected,
        merchant,
        application ->
            application.handInShop(shop, clock.instant())
                ? CaseDoor.done(
                    "SHOP_DATA_HANDED_IN",
                    Map.of("round", application.round()),
                    SHOP_DATA_HANDED_IN,
                    application.roundKey())
                : new CaseDoor.Step.Refused());
  }

  /** Takes an application back; possible until the store is active. */
  @Transactional
  public Optional<Change<StoreApplication>> withdraw(
      CaseId id, @Nullable String reason, ActorRef merchant, ExpectedVersion expected) {
    return door.change(
        applications,
        id,
        expected,
        merchant,
        application ->
            application.withdraw(reason) && stores.applicationEnded(application)
                ? CaseDoor.withdrawn(reason, WITHDRAWN, id.value())
                : new CaseDoor.Step.Refused());
  }

  /**
   * Reads a case for a step that has to ask outside before it changes anything.
   *
   * @throws IllegalStateException when there is no such case
   */
  @Transactional(readOnly = true)
  public StoreApplication get(CaseId id) {
    return find(id).orElseThrow(() -> new IllegalStateException("no case " + id));
  }

  @Transactional(readOnly = true)
  public Optional<StoreApplication> find(CaseId id) {
    return applications.find(id);
  }

  /** Newest first; a null filter lets everything pass. */
  @Transactional(readOnly = true)
  public List<StoreApplication> list(
      @Nullable Platform platform,
      @Nullable StoreApplicationState state,
      @Nullable String merchantId,
      Page.Slice slice) {
    return applications.list(platform, state, merchantId, slice);
  }
}
