package dev.merchantreview.store;

import dev.merchantreview.lifecycle.Lifecycle;

/** The one table of what may happen to a store, and when. */
final class StoreLifecycle {

  static final Lifecycle<StoreState, StoreEvent> TABLE =
      Lifecycle.of(StoreState.class, StoreEvent.class, StoreState.PREPARING)
          .on(StoreEvent.OPEN, StoreState.PREPARING, StoreState.OPEN)
          .on(StoreEvent.CANCEL, StoreState.PREPARING, StoreState.CLOSED)
          .on(StoreEvent.REQUEST_CLOSURE, StoreState.OPEN, StoreState.CLOSING)
          .on(StoreEvent.WITHDRAW_CLOSURE, StoreState.CLOSING, StoreState.OPEN)
          .on(StoreEvent.CLOSE, StoreState.CLOSING, StoreState.CLOSED)
          .on(StoreEvent.KEEP_OPEN, StoreState.CLOSING, StoreState.OPEN)
          .build();

  private StoreLifecycle() {}
}
