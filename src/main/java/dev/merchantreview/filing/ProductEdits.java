package dev.merchantreview.filing;

import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.cases.CaseRenamed;
import dev.merchantreview.catalog.Product;
import dev.merchantreview.catalog.ProductWatcher;
import dev.merchantreview.catalog.WatchedField;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What becomes of filings when their product changes: an edit sends them back to PENDING, in the
 * edit's own transaction, so that no approval outlives the content it was given to.
 */
@Component
class ProductEdits implements ProductWatcher {

  private final Filings filings;
  private final FilingWaits waits;
  private final CaseDoor door;
  private final History history;
  private final ApplicationEventPublisher events;
  private final MeterRegistry meters;
  private final Clock clock;

  ProductEdits(
      Filings filings,
      FilingWaits waits,
      CaseDoor door,
      History history,
      ApplicationEventPublisher events,
      MeterRegistry meters,
      Clock clock) {
    this.filings = filings;
    this.waits = waits;
    this.door = door;
    this.history = history;
    this.events = events;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public List<String> edited(Product product, List<WatchedField> fields, ActorRef by) {
    List<String> sentBack = new ArrayList<>();
    Instant now = clock.instant();
    FilingReason reason =
        new FilingReason(
            Scenario.PRODUCT_EDIT, now, by.id(), product.version(), List.copyOf(fields), null);
    for (Filing filing : filings.lockOpenOf(product.id())) {
      FilingMessages.Before before = FilingMessages.Before.of(filing);
      FilingState from = before.state();
      if (!filing.edited(reason, waits.of(filing))) {
        throw new IllegalStateException(filing.id() + " is " + from);
      }
      filings.update(filing, now);
      history.append(
          CaseEvent.moved(
              filing.id(),
              by,
              "PRODUCT_EDITED",
              from.name(),
              filing.state().name(),
              Map.of(
                  "productVersion",
                  product.version(),
                  "fields",
                  fields.stream().map(Enum::name).toList())));
      door.tell(filing, FilingMessages.edited(filing, before));
      if (from != FilingState.PENDING) {
        sentBack.add(filing.id().value());
        meters.counter("merchantreview.filings.sent.back", "from", from.name()).increment();
      }
    }
    if (fields.contains(WatchedField.TITLE) || fields.contains(WatchedField.SHORT_TITLE)) {
      filings
          .closedOf(product.id())
          .forEach(closed -> events.publishEvent(new CaseRenamed(closed)));
    }
    return sentBack;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void delisted(Product product, ActorRef by) {
    for (Filing filing : filings.lockOpenOf(product.id())) {
      FilingMessages.Before before = FilingMessages.Before.of(filing);
      FilingState from = before.state();
      if (!filing.close()) {
        throw new IllegalStateException(filing.id() + " is " + from);
      }
      filings.update(filing, clock.instant());
      history.append(
          CaseEvent.moved(
              filing.id(),
              by,
              "CLOSED",
              from.name(),
              filing.state().name(),
              Map.of("productVersion", product.version(), "because", "DELISTED")));
      door.tell(filing, FilingMessages.closed(filing, before));
    }
  }
}
