package dev.merchantreview.local;

import java.util.HashMap;
import java.util.Map;

/** Streamers to tell the platform of. */
public final class SampleStreamers {

  private SampleStreamers() {}

  /** The figures of a merchant's streamer who meets every threshold; to be changed as needed. */
  public static Map<String, Object> figures(String merchantId, boolean designated) {
    return new HashMap<>(
        Map.of(
            "nickname",
            "主播" + merchantId,
            "merchantId",
            merchantId,
            "designated",
            designated,
            "merchantLevel",
            4,
            "experienceRating",
            4.7,
            "followers",
            300_000));
  }
}
