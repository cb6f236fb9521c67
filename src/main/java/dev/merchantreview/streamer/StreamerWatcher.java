package dev.merchantreview.streamer;

import dev.merchantreview.shared.ActorRef;
import org.jspecify.annotations.Nullable;

/** A module that has to act when a streamer changes, in the same transaction. */
public interface StreamerWatcher {

  /**
   * @param before null for a new streamer
   */
  void changed(@Nullable Streamer before, Streamer after, ActorRef by);
}
