package dev.merchantreview.filing;

import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.catalog.Product;
import dev.merchantreview.catalog.Products;
import dev.merchantreview.category.Categories;
import dev.merchantreview.category.CategoryListRule;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.store.CategoryStanding;
import dev.merchantreview.store.StoreCategories;
import dev.merchantreview.streamer.Streamer;
import dev.merchantreview.streamer.StreamerWatcher;
import dev.merchantreview.streamer.Streamers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Files products: by their owners, and because a designated streamer took them up. */
@Service
public class Declarations implements StreamerWatcher {

  private final Filings filings;
  private final Products products;
  private final Streamers streamers;
  private final DistributionListings listings;
  private final PkLanes lanes;
  private final LeadTimes leadTimes;
  private final LiveTimes liveTimes;
  private final FilingWaits waits;
  private final CaseDoor door;
  private final Categories categories;
  private final CategoryListRule listed;
  private final StoreCategories stores;
  private final History history;
  private final Clock clock;

  Declarations(
      Filings filings,
      Products products,
      Streamers streamers,
      DistributionListings listings,
      PkLanes lanes,
      LeadTimes leadTimes,
      LiveTimes liveTimes,
      FilingWaits waits,
      CaseDoor door,
      Categories categories,
      CategoryListRule listed,
      StoreCategories stores,
      History history,
      Clock clock) {
    this.filings = filings;
    this.products = products;
    this.streamers = streamers;
    this.listings = listings;
    this.lanes = lanes;
    this.leadTimes = leadTimes;
    this.liveTimes = liveTimes;
    this.waits = waits;
    this.door = door;
    this.categories = categories;
    this.listed = listed;
    this.stores = stores;
    this.history = history;
    this.clock = clock;
  }

  /**
   * What an owner declares.
   *
   * @param streamerId the designated streamer: who sells, in a PK the one on the other side
   * @param sellerId in a PK, who sells; null for the owner's only streamer
   * @param liveAt when the live begins; in a PK it has to be known
   * @param reason in the owner's words, or null
   */
  public record Request(
      Scenario scenario,
      List<String> productIds,
      String streamerId,
      @Nullable String sellerId,
      @Nullable Instant liveAt,
      @Nullable String reason,
      boolean luckyDraw) {

    private Request of(List<String> products) {
      return new Request(scenario, products, streamerId, sellerId, liveAt, reason, luckyDraw);
    }
  }

  /** What became of a declaration. */
  public sealed interface DeclarationResult {

    /**
     * @param session the PK the filings belong to, or null
     */
    record Declared(List<Filing> filings, @Nullable CaseId session) implements DeclarationResult {}

    /** Everything that is wrong; nothing was kept. */
    record Wrong(List<FieldError> errors) implements DeclarationResult {}
  }

  /** Files products, one filing each, all or none. */
  @Transactional
  public DeclarationResult declare(Request given, Side owner) {
    Request asked = given.of(products.ids(given.productIds(), owner.actsFor()));
    Map<String, Product> owned = lockOwned(asked.productIds(), owner);
    Streamer streamer = streamers.find(asked.streamerId()).orElse(null);
    Streamer seller = seller(asked, streamer, owned);
    Platform platform =
        asked.productIds().stream()
            .map(owned::get)
            .filter(Objects::nonNull)
            .map(Product::platform)
            .findFirst()
            .orElse(null);
    List<FieldError> errors = new ArrayList<>();
    if (platform == null) {
      for (int i = 0; i < asked.productIds().size(); i++) {
        errors.add(FieldError.of("/productIds/" + i, "UNKNOWN_PRODUCT", asked.productIds().get(i)));
      }
      return new DeclarationResult.Wrong(List.copyOf(errors));
    }
    errors.addAll(
        DeclarationRule.all(
            new DeclarationRule.Facts(
                asked,
                streamer,
                seller,
                owned,
                platform,
                seller == null ? Set.of() : listings.among(seller.id(), asked.productIds()),
                owned.values().stream()
                    .filter(this::isLost)
                    .map(Product::id)
                    .collect(Collectors.toSet()),
                categories,
                leadTimes)));
    return errors.isEmpty() && streamer != null && seller != null
        ? file(asked, streamer, seller, platform, owned, owner)
        : new DeclarationResult.Wrong(List.copyOf(errors));
  }

  /** Whether the owner's store lost the product's category. */
  private boolean isLost(Product product) {
    return stores.standing(product.platform(), product.ownerId(), product.content().category())
        == CategoryStanding.LOST;
  }

  private DeclarationResult file(
      Request asked,
      Streamer streamer,
      Streamer seller,
      Platform platform,
      Map<String, Product> owned,
      Side owner) {
    boolean pk = asked.scenario() == Scenario.PK;
    String linked = pk ? streamer.id() : null;
    Map<String, Filing> there = new HashMap<>();
    for (String product : asked.productIds()) {
      filings
          .openOne(product, asked.scenario(), seller.id(), linked)
          .ifPresent(filing -> there.put(product, filing));
    }
    // A filing of an earlier PK with the same streamer holds for a new one.
    Map<String, CaseId> hung = new HashMap<>();
    if (pk) {
      hung.putAll(
          lanes.hung(platform, seller.id(), streamer.id(), Objects.requireNonNull(asked.liveAt())));
    } else {
      there.forEach((product, filing) -> hung.put(product, filing.id()));
    }
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < asked.productIds().size(); i++) {
      CaseId filed = hung.get(asked.productIds().get(i));
      if (filed != null) {
        errors.add(FieldError.of("/productIds/" + i, "FILED_ALREADY", filed.value()));
      }
    }
    if (!errors.isEmpty()) {
      return new DeclarationResult.Wrong(List.copyOf(errors));
    }
    CaseId session =
        pk
            ? lanes.join(
                platform,
                seller.id(),
                streamer.id(),
                Objects.requireNonNull(asked.liveAt()),
                owner.actsFor().test(seller.merchantId()) ? seller.id() : null,
                owner.actor())
            : null;
    List<Filing> filed = new ArrayList<>();
    for (String id : asked.productIds()) {
      Filing filing =
          there.containsKey(id)
              ? liveTimes.moved(
                  there.get(id).id(), Objects.requireNonNull(asked.liveAt()), owner.actor())
              : declare(
                  asked.scenario(),
                  Objects.requireNonNull(owned.get(id)),
                  seller.id(),
                  linked,
                  asked.luckyDraw(),
                  asked.liveAt(),
                  asked.reason(),
                  owner.actor());
      if (session != null) {
        lanes.add(session, filing, owner.actor());
      }
      filed.add(filing);
    }
    return new DeclarationResult.Declared(List.copyOf(filed), session);
  }

  private Filing declare(
      Scenario scenario,
      Product product,
      String sellerId,
      @Nullable String linkedId,
      boolean luckyDraw,
      @Nullable Instant liveAt,
      @Nullable String note,
      ActorRef by) {
    Instant now = clock.instant();
    Filing filing =
        new Filing(
            new Filing.Declaration(
                new CaseId(Ids.next("fl_")),
                scenario,
                product.id(),
                product.ownerId(),
                product.platform(),
                sellerId,
                linkedId,
                luckyDraw,
                by.id(),
                now),
            new FilingReason(scenario, now, by.id(), product.version(), List.of(), note),
            liveAt,
            leadTimes.isLate(product.platform(), liveAt),
            waits.of(product.platform(), liveAt, now));
    filings.add(filing);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("scenario", scenario.name());
    details.put("product", product.id());
    details.put("productVersion", product.version());
    details.put("seller", sellerId);
    if (linkedId != null) {
      details.put("linked", linkedId);
    }
    if (liveAt != null) {
      details.put("liveAt", liveAt.toString());
      details.put("late", filing.isLate());
    }
    if (note != null) {
      details.put("note", note);
    }
    history.begin(
        CaseEvent.created(filing.id(), by, "DECLARED", FilingState.PENDING.name(), details));
    door.tell(filing, FilingMessages.pending(filing));
    return filing;
  }

  /**
   * What a listing for distribution led to.
   *
   * @param filing what has to be submitted; null when nothing has, because the streamer is not
   *     designated
   */
  public record Listing(Streamer streamer, Product product, @Nullable Filing filing) {}

  /** What became of taking up a product. */
  public sealed interface ListingResult {

    record Listed(Listing listing) implements ListingResult {}

    /** Everything that is wrong; nothing was kept. */
    record Wrong(List<FieldError> errors) implements ListingResult {}
  }

  /**
   * A streamer takes up somebody's product [K-file]: a designated one makes a PENDING filing both
   * sides see.
   *
   * @param streamersSide the streamer's side, or the platform itself
   */
  @Transactional
  public ListingResult list(String streamerId, String productId, Side streamersSide) {
    List<FieldError> errors = new ArrayList<>();
    // Unchanged until this is kept: one who is designated meanwhile must find the listing.
    Streamer streamer =
        streamers
            .lockShared(streamerId)
            .filter(one -> streamersSide.actsFor().test(one.merchantId()))
            .orElse(null);
    Product product = products.lock(List.of(productId)).stream().findFirst().orElse(null);
    if (streamer == null) {
      errors.add(FieldError.of("/streamerId", "UNKNOWN_STREAMER", streamerId));
    }
    if (product == null) {
      errors.add(FieldError.of("/productId", "UNKNOWN_PRODUCT", productId));
    } else {
      String category = product.content().category();
      if (!product.listed()) {
        errors.add(FieldError.of("/productId", "PRODUCT_DELISTED"));
      }
      if (streamer != null && streamer.merchantId().equals(product.ownerId())) {
        errors.add(FieldError.of("/productId", "OWN_PRODUCT", streamerId));
      }
      errors.addAll(listed.check(product.platform(), category, "/productId"));
      if (categories
          .find(product.platform(), category)
          .filter(one -> !one.distribution())
          .isPresent()) {
        errors.add(FieldError.of("/productId", "CATEGORY_NOT_DISTRIBUTED", category));
      }
      if (isLost(product)) {
        errors.add(FieldError.of("/productId", "STORE_CATEGORY_LOST", category));
      }
    }
    if (streamer == null || product == null || !errors.isEmpty()) {
      return new ListingResult.Wrong(List.copyOf(errors));
    }
    if (!listings.add(streamerId, productId, streamersSide.actor().id(), clock.instant())) {
      return new ListingResult.Wrong(
          List.of(FieldError.of("/productId", "LISTED_ALREADY", streamerId)));
    }
    return new ListingResult.Listed(
        new Listing(
            streamer,
            product,
            streamer.designated() ? filed(streamer, product, streamersSide.actor()) : null));
  }

  /** The filing of a distributed product, declared now if there is none. */
  private Filing filed(Streamer streamer, Product product, ActorRef by) {
    return filings
        .openOne(product.id(), Scenario.DISTRIBUTION, streamer.id(), null)
        .orElseGet(
            () ->
                declare(
                    Scenario.DISTRIBUTION, product, streamer.id(), null, false, null, null, by));
  }

  /** What a streamer took up before it was designated has to be filed from now on. */
  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void changed(@Nullable Streamer before, Streamer after, ActorRef by) {
    if (!after.designated() || before == null || before.designated()) {
      return;
    }
    List<String> taken = listings.of(after.id());
    if (!taken.isEmpty()) {
      products.lock(taken).stream()
          .filter(Product::listed)
          .filter(product -> !product.ownerId().equals(after.merchantId()))
          .forEach(product -> filed(after, product, by));
    }
  }

  private Map<String, Product> lockOwned(List<String> ids, Side owner) {
    return products.lock(ids).stream()
        .filter(product -> owner.actsFor().test(product.ownerId()))
        .collect(Collectors.toMap(Product::id, product -> product));
  }

  /** Who sells: the streamer itself; in a PK who is named, or the owner's only streamer. */
  private @Nullable Streamer seller(
      Request asked, @Nullable Streamer streamer, Map<String, Product> owned) {
    if (asked.scenario() != Scenario.PK) {
      return streamer;
    }
    if (asked.sellerId() != null) {
      return streamers.find(asked.sellerId()).orElse(null);
    }
    List<Streamer> own =
        owned.values().stream()
            .map(Product::ownerId)
            .distinct()
            .flatMap(ownerId -> streamers.of(ownerId).stream())
            .filter(one -> !one.id().equals(asked.streamerId()))
            .toList();
    return own.size() == 1 ? own.getFirst() : null;
  }
}
