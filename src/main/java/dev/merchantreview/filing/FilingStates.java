package dev.merchantreview.filing;

import dev.merchantreview.catalog.Product;
import dev.merchantreview.catalog.ProductFilings;
import dev.merchantreview.shared.Page;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells of a product how its filings stand. */
@Component
class FilingStates implements ProductFilings {

  private static final int LATEST = 200;

  private final Filings filings;

  FilingStates(Filings filings) {
    this.filings = filings;
  }

  @Override
  @Transactional(readOnly = true)
  public List<ProductFiling> of(Product product) {
    return filings
        .list(null, product.id(), null, null, null, new Page.Slice(null, Optional.empty(), LATEST))
        .stream()
        .map(
            filing ->
                new ProductFiling(
                    filing.id().value(),
                    filing.declared().scenario().name(),
                    filing.state().name()))
        .toList();
  }
}
