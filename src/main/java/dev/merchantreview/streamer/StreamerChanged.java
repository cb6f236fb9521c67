package dev.merchantreview.streamer;

/** A streamer's figures have changed. */
record StreamerChanged(String streamerId) {}
