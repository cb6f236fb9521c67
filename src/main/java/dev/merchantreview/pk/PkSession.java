package dev.merchantreview.pk;

import dev.merchantreview.filing.FilingState;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A PK: two streamers live against each other, each with products of a lane of its own.
 *
 * @param lanes the two sides, in the order of their streamers' ids
 */
public record PkSession(
    CaseId id,
    Platform platform,
    Instant liveAt,
    String createdBy,
    Instant createdAt,
    Instant updatedAt,
    long version,
    List<Lane> lanes) {

  /**
   * One side.
   *
   * @param merchantId who acts for the streamer
   * @param confirmedAt when the side agreed to this PK at this time; null while it has not
   * @param leftAt when the side left; null while it takes part
   */
  public record Lane(
      String streamerId,
      String nickname,
      String merchantId,
      @Nullable Instant confirmedAt,
      @Nullable Instant leftAt,
      List<LaneProduct> products) {

    public boolean isConfirmed() {
      return confirmedAt != null && leftAt == null;
    }
  }

  /**
   * A product to be hung.
   *
   * @param permitted whether it is approved as it is now, and on the shelf
   */
  public record LaneProduct(
      String productId,
      String title,
      String ownerId,
      CaseId filingId,
      FilingState state,
      boolean permitted) {}

  /** A side by its streamer; empty when the streamer is no side of it. */
  public Optional<Lane> lane(String streamerId) {
    return lanes.stream().filter(lane -> lane.streamerId().equals(streamerId)).findFirst();
  }

  /** The other side. */
  public Lane opposite(Lane lane) {
    return lanes.stream().filter(other -> !other.equals(lane)).findFirst().orElseThrow();
  }
}
