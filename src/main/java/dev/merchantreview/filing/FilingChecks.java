package dev.merchantreview.filing;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.catalog.Product;
import dev.merchantreview.catalog.Products;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.store.StoreCategories;
import dev.merchantreview.streamer.StreamerRules;
import dev.merchantreview.streamer.Streamers;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** Applies the machine rules to a filing. */
@Component
public class FilingChecks {

  private final QualificationRule qualifications;
  private final StreamerRules streamerRules;
  private final Streamers streamers;
  private final Products products;
  private final StoreCategories stores;
  private final WorkingCalendar calendar;
  private final Clock clock;

  FilingChecks(
      QualificationRule qualifications,
      StreamerRules streamerRules,
      Streamers streamers,
      Products products,
      StoreCategories stores,
      WorkingCalendar calendar,
      Clock clock) {
    this.qualifications = qualifications;
    this.streamerRules = streamerRules;
    this.streamers = streamers;
    this.products = products;
    this.stores = stores;
    this.calendar = calendar;
    this.clock = clock;
  }

  /** What the category and the decision tables say. */
  public record Tables(DocumentRule.Requirement required, StreamerRules.Answer seller) {}

  /**
   * Asks the decision tables; outside a transaction, because the engine answers over the network.
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the engine cannot answer now
   */
  public Tables ask(Filing filing) {
    Platform platform = filing.declared().platform();
    return new Tables(
        required(filing),
        streamerRules.ask(streamers.find(filing.declared().sellerId()).orElseThrow(), platform));
  }

  /** What the owner has to hand in for a filing. */
  public DocumentRule.Requirement required(Filing filing) {
    return qualifications.requirementFor(
        filing.declared().platform(), product(filing).content().category());
  }

  /** One result for each rule, in the order of the rules. */
  List<RuleResult> apply(Filing filing, Tables tables) {
    Product product = product(filing);
    FilingRule.Facts facts =
        new FilingRule.Facts(
            filing,
            product,
            qualifications.isKnown(product.platform(), product.content().category()),
            stores.standing(product.platform(), product.ownerId(), product.content().category()),
            tables.required(),
            tables.seller(),
            clock.instant().atZone(calendar.zone()).toLocalDate());
    return Arrays.stream(FilingRule.values()).map(rule -> rule.apply(facts)).toList();
  }

  private Product product(Filing filing) {
    return products.find(filing.declared().productId()).orElseThrow();
  }
}
