package dev.merchantreview.duty;

import dev.merchantreview.category.Categories;
import dev.merchantreview.category.Category;
import dev.merchantreview.figure.FigureSubject;
import dev.merchantreview.figure.Figures;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.provider.Bindings;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.store.CategoryRestored;
import dev.merchantreview.store.Store;
import dev.merchantreview.store.StoreCategories;
import dev.merchantreview.store.StoreCategory;
import dev.merchantreview.store.StoreRegister;
import dev.merchantreview.store.StoreReviewProblems;
import dev.merchantreview.store.StoreState;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks at one store, in one transaction, and does what the day brings. The store is held, then its
 * duty, then its merchant: whoever looks twice, or at the same time, finds it done.
 */
@Service
class DutyLook {

  /** Of {@code config/problems/store-review.yaml}. */
  static final String CODE = "PROVIDER_UNBOUND";

  private final ProviderDutyTable table;
  private final ProviderDuties told;
  private final Duties duties;
  private final StoreRegister stores;
  private final StoreCategories storeCategories;
  private final StoreReviewProblems reasons;
  private final Categories categories;
  private final Figures figures;
  private final Bindings bindings;
  private final Clock clock;

  DutyLook(
      ProviderDutyTable table,
      ProviderDuties told,
      Duties duties,
      StoreRegister stores,
      StoreCategories storeCategories,
      StoreReviewProblems reasons,
      Categories categories,
      Figures figures,
      Bindings bindings,
      Clock clock) {
    this.table = table;
    this.told = told;
    this.duties = duties;
    this.stores = stores;
    this.storeCategories = storeCategories;
    this.reasons = reasons;
    this.categories = categories;
    this.figures = figures;
    this.bindings = bindings;
    this.clock = clock;
  }

  /** Does for a store what a duty asks today. */
  @Transactional
  public void look(CaseId storeId, Duty duty) {
    stores.lock(storeId).ifPresent(store -> look(store, duty));
  }

  private void look(Store store, Duty duty) {
    ProviderDuty due = table.lockDue(store.id(), duty).orElse(null);
    if (store.state() != StoreState.OPEN) {
      // One that is closing may stay: what it was asked waits.
      if (store.state() == StoreState.CLOSED) {
        changed(due, ProviderDuty.State.LAPSED, "PROVIDER_DUTY_LAPSED", Map.of());
      }
      return;
    }
    List<StoreCategory> held = storeCategories.held(store, duty.parts());
    LocalDate today = told.today();
    if (held.isEmpty() || !isMeant(store, duty, today)) {
      changed(due, ProviderDuty.State.LAPSED, "PROVIDER_DUTY_LAPSED", Map.of());
      return;
    }
    Optional<CaseId> provider =
        bindings.holdServing(duty.platform(), store.ownerId(), duty.industry());
    if (provider.isPresent()) {
      changed(
          due,
          ProviderDuty.State.MET,
          "PROVIDER_DUTY_MET",
          Map.of("serviceProviderId", provider.get().value()));
    } else if (due == null) {
      begin(store, duty, held, today);
    } else {
      step(due, duty, held, today);
    }
  }

  private boolean isMeant(Store store, Duty duty, LocalDate today) {
    return duty.figure() == null
        || figures
            .on(new FigureSubject(SubjectKind.STORE, store.id().value()), duty.figure(), 0, today)
            .filter(figure -> figure.isFreshOn(today) && figure.value().signum() > 0)
            .isPresent();
  }

  private void begin(Store store, Duty duty, List<StoreCategory> held, LocalDate today) {
    ProviderDuty begun =
        new ProviderDuty(
            new CaseId(Ids.next("pd_")),
            duty.platform(),
            store.id(),
            store.ownerId(),
            duty.category(),
            duty.industry(),
            duty.noticeId(),
            ProviderDuty.State.DUE,
            DutyDays.lastDay(duty, told.day(since(store, duty, held)), today),
            clock.instant(),
            null,
            null,
            null);
    table.add(begun);
    told.record(begun, ActorRef.SYSTEM, "PROVIDER_DUTY_BEGUN", Map.of());
  }

  /** Since when it sells, holds the category, and has no provider: the latest of them. */
  private Instant since(Store store, Duty duty, List<StoreCategory> held) {
    return Stream.of(
            Optional.ofNullable(store.sellsFrom()),
            held.stream().map(StoreCategory::since).min(Comparator.naturalOrder()),
            bindings.lastUnbound(duty.platform(), store.ownerId(), duty.industry()))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .orElse(store.createdAt());
  }

  private void step(ProviderDuty due, Duty duty, List<StoreCategory> held, LocalDate today) {
    switch (DutyDays.step(due.lastDay(), due.remindedAt() != null, duty.reminderDays(), today)) {
      case WAIT -> {}
      case REMIND -> {
        table.reminded(
            due.id(),
            DutyDays.reminded(due.lastDay(), duty.reminderDays(), today),
            clock.instant());
        told.record(
            table.find(due.id()).orElseThrow(),
            ActorRef.SYSTEM,
            "PROVIDER_DUTY_REMINDED",
            Map.of());
      }
      case LOSE -> {
        StoreCategory.Ground ground =
            new StoreCategory.Ground(CODE, words(), duty.noticeId(), null);
        held.forEach(
            one -> storeCategories.lose(due.storeId(), one.name(), ground, ActorRef.SYSTEM));
        changed(due, ProviderDuty.State.UNMET, "PROVIDER_DUTY_UNMET", Map.of());
      }
    }
  }

  /** In both languages: who reads it is unknown. */
  private String words() {
    ProblemTable.Code code = reasons.code(CODE).orElseThrow();
    return code.text().zh() + " · " + code.text().en();
  }

  private void changed(
      @Nullable ProviderDuty due,
      ProviderDuty.State state,
      String action,
      Map<String, Object> details) {
    if (due != null) {
      table.end(due.id(), state, clock.instant());
      told.record(due, ActorRef.SYSTEM, action, details);
    }
  }

  /** Nothing asks for it any more; what has ended meanwhile stays so. */
  @Transactional
  public void lapse(ProviderDuty found) {
    stores.lock(found.storeId());
    changed(
        table.lock(found.id()).filter(one -> one.state() == ProviderDuty.State.DUE).orElse(null),
        ProviderDuty.State.LAPSED,
        "PROVIDER_DUTY_LAPSED",
        Map.of());
  }

  /**
   * A person gave a category back that was lost by a duty: what is asked of the store begins anew,
   * with all its days from today on (ours), or the next look would take it again at once.
   */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void restored(CategoryRestored restored) {
    Store store = stores.lock(restored.storeId()).orElseThrow();
    List<String> given =
        Stream.concat(
                Stream.of(restored.category()),
                categories.find(store.opening().platform(), restored.category()).stream()
                    .map(Category::above)
                    .flatMap(List::stream))
            .toList();
    List<ProviderDuty> back =
        table.lockLost(store.id()).stream()
            .filter(one -> given.contains(one.category()) || isPart(one, restored.category()))
            .toList();
    List<Duty> asked = duties.on(told.today());
    for (ProviderDuty one : back) {
      table.answered(
          one.id(),
          ProviderDuty.State.RESTORED,
          restored.words(),
          restored.by().id(),
          clock.instant());
      if (one.state() == ProviderDuty.State.APPEALED) {
        told.record(
            one, restored.by(), "PROVIDER_DUTY_APPEAL_GRANTED", Map.of("reason", restored.words()));
      }
      asked.stream().filter(duty -> duty.isOf(one)).forEach(duty -> look(store, duty));
    }
  }

  private boolean isPart(ProviderDuty one, String whole) {
    return categories
        .find(one.platform(), one.category())
        .filter(category -> category.above().contains(whole))
        .isPresent();
  }
}
