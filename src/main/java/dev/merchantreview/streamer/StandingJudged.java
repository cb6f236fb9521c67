package dev.merchantreview.streamer;

import dev.merchantreview.shared.Platform;

/**
 * The decision tables have judged a streamer's figures, in the transaction that is still running;
 * they may stand as before.
 */
public record StandingJudged(String streamerId, Platform platform) {}
