package dev.merchantreview.filing;

import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.catalog.Product;
import dev.merchantreview.catalog.Products;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an owner does with filings: hands in qualifications, takes them back, reads them. */
@Service
public class Submissions {

  private final CaseDoor door;
  private final Filings filings;
  private final Products products;
  private final LeadTimes leadTimes;
  private final FilingWaits waits;
  private final FilingClocks clocks;
  private final History history;
  private final MeterRegistry meters;
  private final Clock clock;

  Submissions(
      CaseDoor door,
      Filings filings,
      Products products,
      LeadTimes leadTimes,
      FilingWaits waits,
      FilingClocks clocks,
      History history,
      MeterRegistry meters,
      Clock clock) {
    this.door = door;
    this.filings = filings;
    this.products = products;
    this.leadTimes = leadTimes;
    this.waits = waits;
    this.clocks = clocks;
    this.history = history;
    this.meters = meters;
    this.clock = clock;
  }

  /** What became of handing in a qualification. */
  public sealed interface SubmissionResult {

    record Changed(Change<Filing> change) implements SubmissionResult {}

    /** Wrong in itself; nothing was changed. */
    record Wrong(List<FieldError> errors) implements SubmissionResult {}
  }

  /**
   * Hands in the qualification of a filing; a round of review begins.
   *
   * @param liveAt another time of the live; null leaves it
   * @param expected the version the caller works from
   * @return empty when there is no such filing
   */
  @Transactional
  public Optional<SubmissionResult> submit(
      CaseId id,
      List<DocumentReference> documents,
      @Nullable Instant liveAt,
      ActorRef owner,
      ExpectedVersion expected) {
    return filings
        .find(id)
        .map(Filing::declared)
        .map(
            declared -> {
              // The product is locked before its filings, as an edit does it.
              Product product = products.lock(List.of(declared.productId())).getFirst();
              Filing filing = filings.lock(id).orElseThrow();
              expected.require(filing.version());
              return submit(filing, product, documents, liveAt, owner);
            });
  }

  private SubmissionResult submit(
      Filing filing,
      Product product,
      List<DocumentReference> documents,
      @Nullable Instant liveAt,
      ActorRef owner) {
    if (!filing.ownersEvents().contains(FilingEvent.SUBMIT.name())) {
      return new SubmissionResult.Changed(CaseDoor.refused(filing));
    }
    Platform platform = product.platform();
    List<FieldError> errors = new ArrayList<>();
    if (liveAt != null) {
      if (filing.declared().scenario() == Scenario.PK) {
        errors.add(FieldError.of("/liveAt", "MOVE_THE_PK"));
      } else {
        errors.addAll(leadTimes.check(platform, liveAt, "/liveAt"));
      }
    }
    Instant live = liveAt == null ? filing.liveAt() : liveAt;
    // What a notice has reviewed again was filed in time, or was not, when it was filed.
    boolean again = filing.again() != null;
    if (live != null && errors.isEmpty() && !again) {
      errors.addAll(leadTimes.checkLate(platform, live, "/liveAt"));
    }
    if (!errors.isEmpty()) {
      return new SubmissionResult.Wrong(List.copyOf(errors));
    }
    if (filing.isRefusedAlready(documents, product.watchedRevision())) {
      return new SubmissionResult.Changed(new Change.Unchanged<>());
    }
    FilingMessages.Before before = FilingMessages.Before.of(filing);
    boolean late = again ? filing.isLate() : leadTimes.isLate(platform, live);
    if (live != null) {
      filing.liveMoved(live, late);
    }
    if (!filing.submit(
        documents,
        new Submission(owner.id(), clock.instant(), product.version(), product.watchedRevision()),
        late)) {
      return new SubmissionResult.Changed(CaseDoor.refused(filing));
    }
    if (again) {
      // Counted now: it does not lose by how late the machine comes to check it.
      filing.reviewIsDue(clocks.of(filing).dueAt());
    }
    filings.update(filing, clock.instant());
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("round", filing.round());
    details.put("productVersion", product.version());
    details.put(
        "documents", documents.stream().map(one -> one.kind() + " " + one.documentId()).toList());
    details.put("late", late);
    record(filing, owner, "QUALIFICATION_SUBMITTED", before.state().name(), details);
    door.tell(filing, FilingMessages.submitted(filing, before));
    meters.counter("merchantreview.filings.submitted", "late", Boolean.toString(late)).increment();
    return new SubmissionResult.Changed(new Change.Made<>(filing));
  }

  /** Takes a submission back [K-file]: the filing is PENDING on both sides again. */
  @Transactional
  public Optional<Change<Filing>> withdraw(CaseId id, ActorRef owner, ExpectedVersion expected) {
    return door.change(
        filings,
        id,
        expected,
        owner,
        filing -> {
          FilingMessages.Before before = FilingMessages.Before.of(filing);
          return filing.withdraw(waits.of(filing))
              ? new CaseDoor.Step.Done(
                  "WITHDRAWN",
                  Map.of("round", filing.round()),
                  FilingMessages.withdrawn(filing, before))
              : new CaseDoor.Step.Refused();
        });
  }

  @Transactional(readOnly = true)
  public Optional<Filing> find(CaseId id) {
    return filings.find(id);
  }

  /**
   * Reads a filing for a step that has to ask outside before it changes anything.
   *
   * @throws IllegalStateException when there is no such filing
   */
  @Transactional(readOnly = true)
  public Filing get(CaseId id) {
    return find(id).orElseThrow(() -> new IllegalStateException("no case " + id));
  }

  /** The filings of an owner's products on a platform that are in review. */
  @Transactional(readOnly = true)
  public List<CaseId> inReviewOf(Platform platform, String ownerId) {
    return filings.inReviewOf(platform, ownerId);
  }

  /** The merchants that are sides of a filing. */
  @Transactional(readOnly = true)
  public Set<String> merchantsOf(CaseId id) {
    return filings.merchantsOf(id);
  }

  /**
   * Newest first; a null filter lets everything pass.
   *
   * @param streamerId on whichever side
   * @param scenario PRODUCT_EDIT stands for whatever was edited
   */
  @Transactional(readOnly = true)
  public List<Filing> list(
      @Nullable String streamerId,
      @Nullable String productId,
      @Nullable String ownerId,
      @Nullable FilingState state,
      @Nullable Scenario scenario,
      Page.Slice slice) {
    return filings.list(streamerId, productId, ownerId, state, scenario, slice);
  }

  private void record(
      Filing filing, ActorRef by, String action, String from, Map<String, Object> details) {
    history.append(CaseEvent.moved(filing.id(), by, action, from, filing.state().name(), details));
  }
}
