package dev.merchantreview.store;

import dev.merchantreview.category.Categories;
import dev.merchantreview.category.Category;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.TypedText;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes categories away from stores, gives them back, and says how merchants stand in them. Sale
 * permits, filings and products follow what is kept here; nothing else has to be told.
 */
@Service
public class StoreCategories {

  private final Stores stores;
  private final StoreReviewProblems reasons;
  private final Categories categories;
  private final History history;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  StoreCategories(
      Stores stores,
      StoreReviewProblems reasons,
      Categories categories,
      History history,
      Clock clock,
      ApplicationEventPublisher events) {
    this.stores = stores;
    this.reasons = reasons;
    this.categories = categories;
    this.history = history;
    this.clock = clock;
    this.events = events;
  }

  /** What became of it. */
  public sealed interface Outcome {

    /** It is as was asked for, from now on. */
    record Done(Store store) implements Outcome {}

    /** It was so before; nothing was changed. */
    record Already(Store store) implements Outcome {}

    /** The store does not have the category, nor one it is part of. */
    record NotHeld(Store store) implements Outcome {}

    /** The store is closed: nothing of it changes any more. */
    record Closed(Store store) implements Outcome {}

    /** Who gives it back is who took it. */
    record OwnDecision() implements Outcome {}
  }

  /**
   * A store loses a category, or a part of one; the same again changes nothing.
   *
   * @param category as the platform calls it
   * @return empty when there is no such store
   * @throws IllegalArgumentException when the ground's code is not of {@link StoreReviewProblems}
   */
  @Transactional
  public Optional<Outcome> lose(
      CaseId storeId, String category, StoreCategory.Ground ground, ActorRef by) {
    if (reasons.code(ground.code()).isEmpty()) {
      throw new IllegalArgumentException("no reason to take a category away: " + ground.code());
    }
    return stores.lock(storeId).map(store -> lose(store, category, ground, by));
  }

  private Outcome lose(Store store, String category, StoreCategory.Ground ground, ActorRef by) {
    if (store.state() == StoreState.CLOSED) {
      return new Outcome.Closed(store);
    }
    StoreCategory said = said(store, category).orElse(null);
    if (said == null) {
      return new Outcome.NotHeld(store);
    }
    if (!said.isHeld()) {
      return new Outcome.Already(store);
    }
    Instant now = clock.instant();
    StoreCategory.Loss why = new StoreCategory.Loss(ground, by);
    store.category(said.part(category).lost(why, now));
    below(store, category).stream()
        .filter(StoreCategory::isHeld)
        .forEach(part -> store.category(part.lost(why, now)));
    stores.update(store, now);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("category", category);
    details.put("code", ground.code());
    details.put("reason", ground.words());
    if (ground.noticeId() != null) {
      details.put("noticeId", ground.noticeId());
    }
    if (ground.caseId() != null) {
      details.put("caseId", ground.caseId().value());
    }
    history.append(CaseEvent.noted(store.id(), by, "STORE_CATEGORY_LOST", details));
    return new Outcome.Done(store);
  }

  /**
   * A person gives a store back what it lost; the same again changes nothing.
   *
   * @param words why
   * @param by another person than took it
   * @return empty when there is no such store
   */
  @Transactional
  public Optional<Outcome> restore(CaseId storeId, String category, String words, ActorRef by) {
    return stores.lock(storeId).map(store -> restore(store, category, words, by));
  }

  private Outcome restore(Store store, String category, String words, ActorRef by) {
    if (store.state() == StoreState.CLOSED) {
      return new Outcome.Closed(store);
    }
    StoreCategory said = said(store, category).orElse(null);
    if (said == null) {
      return new Outcome.NotHeld(store);
    }
    StoreCategory.Loss loss = said.loss();
    if (said.isHeld() || loss == null) {
      return new Outcome.Already(store);
    }
    if (TypedText.isSame(loss.by().id(), by.id())) {
      return new Outcome.OwnDecision();
    }
    Instant now = clock.instant();
    store.category(said.part(category).restored(now));
    // What was lost with it comes back with it.
    below(store, category).stream()
        .filter(part -> loss.equals(part.loss()) && part.since().equals(said.since()))
        .forEach(part -> store.category(part.restored(now)));
    stores.update(store, now);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("category", category);
    details.put("reason", words);
    details.put("lostBy", loss.by().id());
    details.put("code", loss.ground().code());
    history.append(CaseEvent.noted(store.id(), by, "STORE_CATEGORY_RESTORED", details));
    events.publishEvent(new CategoryRestored(store.id(), category, words, by));
    return new Outcome.Done(store);
  }

  /**
   * Those of some categories a store holds, by their own names or as parts: what is part of another
   * one of them is left out.
   */
  public List<StoreCategory> held(Store store, Collection<String> names) {
    List<Category> found =
        names.stream()
            .flatMap(name -> categories.find(store.opening().platform(), name).stream())
            .filter(
                category -> said(store, category.name()).filter(StoreCategory::isHeld).isPresent())
            .toList();
    Set<String> all = found.stream().map(Category::name).collect(Collectors.toSet());
    return found.stream()
        .filter(category -> category.above().stream().noneMatch(all::contains))
        .map(category -> said(store, category.name()).orElseThrow().part(category.name()))
        .toList();
  }

  /** What it names that is part of a category: who loses the whole loses the part. */
  private List<StoreCategory> below(Store store, String whole) {
    return store.categories().stream()
        .filter(
            one ->
                categories
                    .find(store.opening().platform(), one.name())
                    .filter(category -> category.above().contains(whole))
                    .isPresent())
        .toList();
  }

  /** What the store says of a category: of itself, or of the nearest it is part of. */
  private Optional<StoreCategory> said(Store store, String name) {
    Optional<StoreCategory> itself = store.category(name);
    return itself.isPresent()
        ? itself
        : categories.find(store.opening().platform(), name).stream()
            .flatMap(category -> category.above().stream())
            .flatMap(above -> store.category(above).stream())
            .findFirst();
  }

  /**
   * From when on a review keeps the goods of some of a store's categories from being sold, in the
   * caller's transaction: of what it names of a part, too, because the nearest counts. What is lost
   * is kept from being sold by that; when it is given back, the review goes on.
   *
   * @param from null where it keeps them from nothing
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void suspend(
      CaseId storeId, Collection<String> names, CaseId review, @Nullable Instant from) {
    Store store = stores.lock(storeId).orElseThrow();
    Set<String> all = new LinkedHashSet<>();
    for (String name : names) {
      all.add(name);
      below(store, name).forEach(part -> all.add(part.name()));
    }
    store.categories().stream()
        .filter(one -> one.isSuspendedBy(review))
        .map(StoreCategory::name)
        .forEach(all::add);
    boolean changed = false;
    for (String name : all) {
      StoreCategory said = said(store, name).orElse(null);
      if (said == null || (from == null && !said.isSuspendedBy(review))) {
        continue;
      }
      StoreCategory after = said.part(name).suspended(review, from);
      if (!store.category(name).equals(Optional.of(after))) {
        store.category(after);
        changed = true;
      }
    }
    if (changed) {
      stores.update(store, clock.instant());
    }
  }

  /**
   * A category, or a part of it, that somebody asks for and a store lost.
   *
   * @param asked what is asked for
   * @param said what the store says of it, of what it is part of, or of a part of it
   */
  public record Lost(String asked, Store store, StoreCategory said) {}

  /**
   * What stores on a platform lost of some categories and have not got back, closed ones among
   * them.
   *
   * @param others stores besides the merchant's
   * @param held whether it stays so until the caller's transaction ends
   */
  @Transactional(readOnly = true)
  public List<Lost> lost(
      Platform platform,
      String merchantId,
      Collection<CaseId> others,
      Collection<String> asked,
      boolean held) {
    Map<CaseId, Store> all = new LinkedHashMap<>();
    stores.of(platform, merchantId, held).forEach(store -> all.put(store.id(), store));
    others.stream()
        .filter(id -> !all.containsKey(id))
        .forEach(id -> stores.find(id).ifPresent(store -> all.put(id, store)));
    return all.values().stream()
        .flatMap(
            store ->
                asked.stream()
                    .flatMap(
                        name ->
                            Stream.concat(said(store, name).stream(), below(store, name).stream())
                                .filter(said -> !said.isHeld())
                                .limit(1)
                                .map(said -> new Lost(name, store, said))))
        .toList();
  }

  /** Why a category was taken away, in both languages. */
  public String words(StoreCategory.Loss loss) {
    return reasons
        .code(loss.ground().code())
        .map(one -> one.text().zh() + " · " + one.text().en())
        .orElse(loss.ground().code());
  }

  /**
   * How a merchant stands in a category now.
   *
   * @param category a name; nothing is said of one the platform does not have
   */
  @Transactional(readOnly = true)
  public CategoryStanding standing(Platform platform, String merchantId, String category) {
    return standing(stores.of(platform, merchantId, false), platform, category);
  }

  /** The same, and it stays so until the caller's transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  public CategoryStanding heldStanding(Platform platform, String merchantId, String category) {
    return standing(stores.of(platform, merchantId, true), platform, category);
  }

  private CategoryStanding standing(List<Store> all, Platform platform, String name) {
    Optional<Category> category = categories.find(platform, name);
    return category.isEmpty()
        ? CategoryStanding.FREE
        : CategoryStanding.of(
            all.stream()
                .map(store -> new CategoryStanding.Of(store.state(), store.categories()))
                .toList(),
            category.get(),
            clock.instant());
  }
}
