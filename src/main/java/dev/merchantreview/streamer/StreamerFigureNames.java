package dev.merchantreview.streamer;

/** The names of {@code config/figures} that PK sessions and lucky draws are judged by. */
final class StreamerFigureNames {

  static final String MERCHANT_LEVEL = "merchant-level";
  static final String EXPERIENCE_RATING = "experience-rating";
  static final String FOLLOWERS = "followers";

  /** Who tells them by {@code PUT /streamers/{id}}. */
  static final String SOURCE = "streamers";

  private StreamerFigureNames() {}
}
