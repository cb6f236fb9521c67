package dev.merchantreview.store;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.ExpectedVersion;
import java.util.Optional;

/** What a merchant does to close a store. */
public interface StoreClosing {

  /**
   * Asks to close a store; a person looks at it [D-open].
   *
   * @param expected the version the caller works from
   */
  Optional<Change<Store>> request(
      CaseId id, String reason, ActorRef merchant, ExpectedVersion expected);

  /** Takes it back while nobody has decided. */
  Optional<Change<Store>> withdraw(CaseId id, ActorRef merchant, ExpectedVersion expected);
}
