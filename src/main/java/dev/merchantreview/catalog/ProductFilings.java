package dev.merchantreview.catalog;

import java.util.List;

/** A module that knows what was filed for a product. */
public interface ProductFilings {

  /** The filings of a product, newest first; the latest 200. */
  List<ProductFiling> of(Product product);

  /**
   * How one of them stands.
   *
   * @param scenario where the product is to be sold
   * @param state where the filing stands
   */
  record ProductFiling(String id, String scenario, String state) {}
}
