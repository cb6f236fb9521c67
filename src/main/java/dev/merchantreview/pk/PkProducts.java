package dev.merchantreview.pk;

import dev.merchantreview.catalog.Product;
import dev.merchantreview.catalog.Products;
import dev.merchantreview.filing.Declarations;
import dev.merchantreview.filing.Scenario;
import dev.merchantreview.filing.Side;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.FieldError;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes what is hung in the lanes of a PK. */
@Service
public class PkProducts {

  private final PkPlanning planning;
  private final PkSessions sessions;
  private final Declarations declarations;
  private final Products products;
  private final History history;
  private final Clock clock;

  PkProducts(
      PkPlanning planning,
      PkSessions sessions,
      Declarations declarations,
      Products products,
      History history,
      Clock clock) {
    this.planning = planning;
    this.sessions = sessions;
    this.declarations = declarations;
    this.products = products;
    this.history = history;
    this.clock = clock;
  }

  /** Puts another product in the place of one that is to be hung in a PK. */
  @Transactional
  public Optional<PkPlanning.PkChangeResult> replace(
      CaseId pk, String given, String givenInstead, Side side, ExpectedVersion expected) {
    String productId = meant(given, side);
    String by = meant(givenInstead, side);
    // Products before sessions, as everywhere: two who lock both never wait for each other.
    products.lock(List.of(by));
    return planning.change(
        pk,
        side,
        expected,
        session -> {
          List<PkSession.Lane> lanes = lanesOf(session, productId, side);
          return lanes.size() == 1
              ? replace(session, lanes.getFirst(), productId, by, side)
              : unknown(productId);
        });
  }

  private List<FieldError> replace(
      PkSession session, PkSession.Lane lane, String productId, String by, Side side) {
    Declarations.DeclarationResult outcome =
        declarations.declare(
            new Declarations.Request(
                Scenario.PK,
                List.of(by),
                session.opposite(lane).streamerId(),
                lane.streamerId(),
                session.liveAt(),
                null,
                false),
            side);
    return switch (outcome) {
      case Declarations.DeclarationResult.Declared declared -> {
        remove(session, lane, productId, side.actor());
        yield List.of();
      }
      case Declarations.DeclarationResult.Wrong wrong ->
          wrong.errors().stream()
              .map(
                  error ->
                      error.pointer().equals("/productIds/0")
                          ? new FieldError("/productId", error.code(), error.arguments())
                          : error)
              .toList();
    };
  }

  /**
   * Takes a product out of a lane; its filing stays. By the lane's side, or the product's owner.
   */
  @Transactional
  public Optional<PkPlanning.PkChangeResult> remove(
      CaseId pk, String given, Side side, ExpectedVersion expected) {
    String productId = meant(given, side);
    return planning.change(
        pk,
        side,
        expected,
        session -> {
          List<PkSession.Lane> lanes = lanesOf(session, productId, side);
          lanes.forEach(lane -> remove(session, lane, productId, side.actor()));
          return lanes.isEmpty() ? unknown(productId) : List.of();
        });
  }

  private void remove(PkSession session, PkSession.Lane lane, String productId, ActorRef by) {
    sessions.removeProduct(session.id(), lane.streamerId(), productId, clock.instant());
    history.append(
        CaseEvent.noted(
            session.id(),
            by,
            "PK_PRODUCT_REMOVED",
            Map.of("streamer", lane.streamerId(), "product", productId)));
  }

  private static List<FieldError> unknown(String productId) {
    return List.of(FieldError.of("#path/productId", "UNKNOWN_PRODUCT", productId));
  }

  /** The id of the product a side means. */
  private String meant(String given, Side side) {
    return products.named(given, side.actsFor()).map(Product::id).orElse(given);
  }

  /** The lanes a product is in that the caller may change it in. */
  private static List<PkSession.Lane> lanesOf(PkSession session, String productId, Side side) {
    return session.lanes().stream()
        .filter(
            lane ->
                lane.products().stream()
                    .anyMatch(
                        product ->
                            product.productId().equals(productId)
                                && (side.actsFor().test(lane.merchantId())
                                    || side.actsFor().test(product.ownerId()))))
        .toList();
  }
}
