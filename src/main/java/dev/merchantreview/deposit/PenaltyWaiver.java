package dev.merchantreview.deposit;

import java.time.Instant;

/** That a fine does not stand in the way of paying a deposit back: a record of its own. */
public record PenaltyWaiver(String reason, String by, Instant at) {}
