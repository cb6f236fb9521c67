package dev.merchantreview.duty;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.category.Categories;
import dev.merchantreview.category.Category;
import dev.merchantreview.rules.PlatformProfile;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.store.Store;
import dev.merchantreview.store.StoreCategories;
import dev.merchantreview.store.StoreCategory;
import dev.merchantreview.store.StoreRegister;
import dev.merchantreview.store.StoreState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The appeals nobody has answered: until when somebody should, and granting one. What is granted
 * comes back by the one way categories come back, {@link StoreCategories#restore}.
 */
@Service
public class DutyAppeals {

  private final ProviderDutyTable table;
  private final StoreRegister stores;
  private final StoreCategories storeCategories;
  private final Categories categories;
  private final Platforms platforms;
  private final WorkingCalendar calendar;

  DutyAppeals(
      ProviderDutyTable table,
      StoreRegister stores,
      StoreCategories storeCategories,
      Categories categories,
      Platforms platforms,
      WorkingCalendar calendar) {
    this.table = table;
    this.stores = stores;
    this.storeCategories = storeCategories;
    this.categories = categories;
    this.platforms = platforms;
    this.calendar = calendar;
  }

  /** Those that wait the longest first. */
  @Transactional(readOnly = true)
  public List<ProviderDuty> open(int limit) {
    return table.appealed(limit);
  }

  /**
   * Until when an appeal should be answered; nothing follows when it is not. Null where nobody
   * appealed, or the platform's profile names no time.
   */
  public @Nullable Instant dueAt(ProviderDuty duty) {
    ProviderDuty.Appeal appeal = duty.appeal();
    return appeal == null
        ? null
        : platforms
            .find(duty.platform())
            .map(DutyAppeals::workingDays)
            .map(days -> calendar.dueAfter(appeal.at(), days).at())
            .orElse(null);
  }

  private static @Nullable Integer workingDays(PlatformProfile profile) {
    return profile.part(DutyRules.class).appealWorkingDays();
  }

  /**
   * A person grants an appeal: the store gets back all that the duty took from it, and the duty
   * begins anew.
   *
   * @param words in words the merchant reads
   * @return empty when there is no such duty; refused where nobody waits for an answer, the store
   *     is closed, or nothing is lost by the duty any more
   */
  @Transactional
  public Optional<Change<ProviderDuty>> grant(CaseId id, String words, ActorRef by) {
    return table.find(id).map(found -> grant(found, words, by));
  }

  private Change<ProviderDuty> grant(ProviderDuty found, String words, ActorRef by) {
    Store store = stores.lock(found.storeId()).orElseThrow();
    ProviderDuty duty = table.lock(found.id()).orElseThrow();
    if (duty.state() != ProviderDuty.State.APPEALED) {
      return new Change.Refused<>(duty.state().name(), Set.of());
    }
    if (store.state() == StoreState.CLOSED) {
      return new Change.Refused<>(store.state().name(), Set.of());
    }
    // What comes back with another one is back already when its turn comes.
    lostBy(duty, store).forEach(name -> storeCategories.restore(store.id(), name, words, by));
    ProviderDuty answered = table.find(duty.id()).orElseThrow();
    return answered.state() == ProviderDuty.State.APPEALED
        ? new Change.Refused<>(answered.state().name(), Set.of())
        : new Change.Made<>(answered);
  }

  /** What the duty took, the whole before its parts. */
  private List<String> lostBy(ProviderDuty duty, Store store) {
    return store.categories().stream()
        .filter(one -> isLostBy(duty, one))
        .map(StoreCategory::name)
        .sorted(Comparator.comparingInt(name -> above(duty, name).size()))
        .toList();
  }

  private boolean isLostBy(ProviderDuty duty, StoreCategory one) {
    StoreCategory.Loss loss = one.loss();
    return loss != null
        && loss.by().equals(ActorRef.SYSTEM)
        && loss.ground().code().equals(DutyLook.CODE)
        && Objects.equals(loss.ground().noticeId(), duty.noticeId())
        && (one.name().equals(duty.category())
            || above(duty, one.name()).contains(duty.category()));
  }

  private List<String> above(ProviderDuty duty, String name) {
    return categories.find(duty.platform(), name).map(Category::above).orElse(List.of());
  }
}
