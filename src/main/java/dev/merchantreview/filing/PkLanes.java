package dev.merchantreview.filing;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lanes of PK sessions, in which filed products are hung: what declaring asks of them. */
public interface PkLanes {

  /**
   * The products a seller has already hung in the PK with another streamer at a time, and the
   * filing of each.
   */
  Map<String, CaseId> hung(Platform platform, String sellerId, String otherId, Instant liveAt);

  /**
   * The PK of these sides at this time, planned now if there was none.
   *
   * @param confirming the side that has agreed by what it does; null for none
   */
  CaseId join(
      Platform platform,
      String one,
      String other,
      Instant liveAt,
      @Nullable String confirming,
      ActorRef by);

  /** Puts a filed product into its seller's lane. */
  void add(CaseId pk, Filing filing, ActorRef by);
}
