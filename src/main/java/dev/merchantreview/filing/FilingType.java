package dev.merchantreview.filing;

import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.cases.CaseType;
import dev.merchantreview.cases.IndexedCase;
import dev.merchantreview.cases.ProcessCaseType;
import dev.merchantreview.catalog.Products;
import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.review.DeadlineVariables;
import dev.merchantreview.review.DecidedRounds;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Filings belong to the product's owner and to the streamers' sides. Both see the same state; what
 * was handed in and found wrong is the owner's. A process instance accompanies each from what makes
 * it PENDING until it is decided or closed.
 */
@Component
class FilingType extends ProcessCaseType<Filing> {

  private static final String TYPE = "FILING";

  private final Filings filings;
  private final Products products;
  private final DecidedRounds decided;
  private final FilingWaits waits;
  private final CaseDoor door;
  private final History history;
  private final Clock clock;

  FilingType(
      JdbcClient jdbc,
      Filings filings,
      Products products,
      DecidedRounds decided,
      FilingWaits waits,
      CaseDoor door,
      History history,
      Clock clock) {
    super(new Names("fl_", "/api/v1/filings", "streamer-filing", TYPE), jdbc, filings, clock);
    this.filings = filings;
    this.products = products;
    this.decided = decided;
    this.waits = waits;
    this.door = door;
    this.history = history;
    this.clock = clock;
  }

  @Override
  public Set<String> stateNames() {
    return CaseType.names(FilingState.values());
  }

  @Override
  protected IndexedCase indexed(Filing filing) {
    Filing.Declaration declared = filing.declared();
    return new IndexedCase(
        filing.id(),
        TYPE,
        declared.platform(),
        filing.ownerId(),
        filing.standing(
            filing.state() == FilingState.PENDING || filing.state() == FilingState.IN_REVIEW,
            decided.lastReviewer(filing.id()).orElse(null)),
        new IndexedCase.Named(
            products
                .find(declared.productId())
                .map(product -> List.of(product.content().title(), product.content().shortTitle()))
                .orElse(List.of()),
            null,
            Stream.concat(
                    Stream.of(IndexedCase.Kind.PRODUCT.of(declared.productId())),
                    Stream.of(declared.sellerId(), declared.linkedId())
                        .filter(Objects::nonNull)
                        .map(IndexedCase.Kind.STREAMER::of))
                .collect(Collectors.toUnmodifiableSet()),
            null));
  }

  @Override
  public Optional<CaseAccess.Parties> partiesOf(CaseId caseId) {
    return filings
        .ownerOf(caseId)
        .map(owner -> shared(caseId, filings.merchantsOf(caseId), Set.of(owner)));
  }

  @Override
  protected Position position(Filing filing) {
    Map<String, Object> variables = DeadlineVariables.of(filing);
    variables.putAll(FilingMessages.variables(filing));
    if (filing.state() == FilingState.PENDING) {
      return new Position("Task_BeginWaiting", variables);
    }
    if (filing.clock() == null) {
      return new Position("Task_CheckFiling", variables);
    }
    variables.put("late", filing.isLate());
    return new Position("SubProcess_Review", variables);
  }

  /** Those that became PENDING before instances waited with them. */
  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public int begin(int limit) {
    List<Filing> older = filings.lockUnaccompanied(limit);
    for (Filing filing : older) {
      filing.accompany(waits.of(filing));
      filings.update(filing, clock.instant());
      history.append(
          CaseEvent.noted(
              filing.id(), ActorRef.SYSTEM, "PROCESS_BEGUN", Map.of("cycle", filing.cycle())));
      door.tell(filing, FilingMessages.pending(filing));
    }
    return older.size();
  }
}
