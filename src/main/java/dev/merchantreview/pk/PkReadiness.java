package dev.merchantreview.pk;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.filing.FilingState;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.streamer.PkReason;
import dev.merchantreview.streamer.Standings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a PK still needs before anything may be sold in it. */
@Component
public class PkReadiness {

  /** What is missing on a side that does not take part as planned. */
  static final Set<String> AGREEMENT = Set.of("PK_SIDE_LEFT", "PK_NOT_CONFIRMED");

  private final Standings standings;
  private final Platforms platforms;
  private final WorkingCalendar calendar;

  PkReadiness(Standings standings, Platforms platforms, WorkingCalendar calendar) {
    this.standings = standings;
    this.platforms = platforms;
    this.calendar = calendar;
  }

  /** Who can do something about it. */
  public enum Actor {
    /** The owner of the product. */
    OWNER,
    /** The streamer's side. */
    STREAMER,
    /** A reviewer of the platform. */
    PLATFORM
  }

  /**
   * Something that is missing.
   *
   * @param code what, see the messages
   * @param lane the side it is missing on, by its streamer
   * @param productId and {@code filingId}: null unless it is about a product
   * @param merchantId who has to act; null when the platform has
   */
  public record Missing(
      String code,
      String lane,
      @Nullable String productId,
      @Nullable CaseId filingId,
      Actor actor,
      @Nullable String merchantId) {}

  /** What is missing on both sides; empty when the PK may be sold in. */
  @Transactional(readOnly = true)
  public List<Missing> missing(PkSession session, Instant now) {
    return missing(session, standingsOfSides(List.of(session), now));
  }

  public List<Missing> missing(
      PkSession session, Map<Standings.Key, Standings.StreamerStanding> known) {
    List<Missing> missing = new ArrayList<>();
    for (PkSession.Lane lane : session.lanes()) {
      if (lane.leftAt() != null) {
        missing.add(ofSide("PK_SIDE_LEFT", lane));
      } else if (lane.confirmedAt() == null) {
        missing.add(ofSide("PK_NOT_CONFIRMED", lane));
      }
      Standings.StreamerStanding standing =
          known.getOrDefault(
              new Standings.Key(lane.streamerId(), session.platform()),
              Standings.StreamerStanding.UNKNOWN);
      if (!standing.judged()) {
        missing.add(
            new Missing("PK_UNJUDGED", lane.streamerId(), null, null, Actor.PLATFORM, null));
      }
      standing.pkUnmet().stream()
          .map(PkReadiness::unmet)
          .distinct()
          .forEach(code -> missing.add(ofSide(code, lane)));
      standing.outdated().forEach(code -> missing.add(ofSide("PK_" + code, lane)));
      lane.products().stream()
          // What was taken off the shelf is not hung.
          .filter(product -> !product.permitted() && product.state() != FilingState.CLOSED)
          .forEach(product -> missing.add(ofProduct(product, lane)));
    }
    return List.copyOf(missing);
  }

  /** One without words, of an edition nobody judged, is told as the threshold itself. */
  private static String unmet(String reason) {
    return PkReason.isKnown(reason) ? "PK_" + reason : "PK_THRESHOLD";
  }

  private static Missing ofSide(String code, PkSession.Lane lane) {
    return new Missing(code, lane.streamerId(), null, null, Actor.STREAMER, lane.merchantId());
  }

  private static Missing ofProduct(PkSession.LaneProduct product, PkSession.Lane lane) {
    boolean reviewed = product.state() == FilingState.IN_REVIEW;
    return new Missing(
        "PK_PRODUCT_" + (product.state() == FilingState.APPROVED ? "PENDING" : product.state()),
        lane.streamerId(),
        product.productId(),
        product.filingId(),
        reviewed ? Actor.PLATFORM : Actor.OWNER,
        reviewed ? null : product.ownerId());
  }

  /** How the sides of some sessions stand. */
  public Map<Standings.Key, Standings.StreamerStanding> standingsOfSides(
      Collection<PkSession> sessions, Instant now) {
    return standings(
        sessions.stream()
            .flatMap(
                session ->
                    session.lanes().stream()
                        .map(lane -> new Standings.Key(lane.streamerId(), session.platform())))
            .collect(Collectors.toSet()),
        now);
  }

  public Map<Standings.Key, Standings.StreamerStanding> standings(
      Collection<Standings.Key> keys, Instant now) {
    return standings.of(keys, now.atZone(calendar.zone()).toLocalDate());
  }

  /** When the PK is over: nothing of it can change any more. */
  public Instant overAt(PkSession session) {
    return session.liveAt().plus(lasting(session.platform()));
  }

  /** How long after its announced beginning a PK is over. */
  public Duration lasting(Platform platform) {
    return Duration.ofHours(platforms.get(platform).part(PkNumbers.class).pkHours());
  }
}
