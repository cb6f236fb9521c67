package dev.merchantreview.catalog;

import dev.merchantreview.shared.ActorRef;
import java.util.List;

/** A module that has to act when a product changes, in the same transaction. */
public interface ProductWatcher {

  /**
   * An edit that changed watched fields.
   *
   * @param fields what changed
   * @return the ids of the cases the edit sent back
   */
  List<String> edited(Product product, List<WatchedField> fields, ActorRef by);

  /** The product is no longer sold. */
  void delisted(Product product, ActorRef by);
}
