package dev.merchantreview.filing;

/** A streamer's figures are others now. */
record StreamerChanged(String streamerId) {}
