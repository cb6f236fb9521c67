package dev.merchantreview.streamer;

/** A streamer's figures are others now. */
record StreamerChanged(String streamerId) {}
