package dev.merchantreview.duty;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.provider.Bindings;
import dev.merchantreview.provider.ServiceProvider;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.Page;
import dev.merchantreview.store.StoreRegister;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people do about duties: merchants appeal against a loss, the platform answers, or binds a
 * merchant instead of taking its category away. Each change is an event of the store, of which its
 * merchant is told.
 */
@Service
public class ProviderDuties {

  private static final Set<String> APPEAL = Set.of("APPEAL");

  private final ProviderDutyTable table;
  private final Duties duties;
  private final Bindings bindings;
  private final StoreRegister stores;
  private final WorkingCalendar calendar;
  private final History history;
  private final Clock clock;

  ProviderDuties(
      ProviderDutyTable table,
      Duties duties,
      Bindings bindings,
      StoreRegister stores,
      WorkingCalendar calendar,
      History history,
      Clock clock) {
    this.table = table;
    this.duties = duties;
    this.bindings = bindings;
    this.stores = stores;
    this.calendar = calendar;
    this.history = history;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public Optional<ProviderDuty> find(CaseId id) {
    return table.find(id);
  }

  /** Newest first; a null filter lets everything pass. */
  @Transactional(readOnly = true)
  public List<ProviderDuty> list(
      @Nullable String storeId,
      @Nullable String merchantId,
      ProviderDuty.@Nullable State state,
      Page.Slice slice) {
    return table.list(storeId, merchantId, state, slice);
  }

  /**
   * A merchant appeals against the loss of a category; a person answers. Nothing comes back by it
   * alone.
   *
   * @return empty when there is no such duty
   */
  @Transactional
  public Optional<Change<ProviderDuty>> appeal(CaseId id, String words, ActorRef by) {
    return lock(id)
        .map(
            duty -> {
              if (duty.state() != ProviderDuty.State.UNMET) {
                return refused(duty);
              }
              table.appealed(id, words, by.id(), clock.instant());
              record(duty, by, "PROVIDER_DUTY_APPEALED", Map.of());
              return new Change.Made<>(table.find(id).orElseThrow());
            });
  }

  /**
   * A person refuses an appeal: the category stays lost.
   *
   * @return empty when there is no such duty
   */
  @Transactional
  public Optional<Change<ProviderDuty>> refuseAppeal(CaseId id, String words, ActorRef by) {
    return lock(id)
        .map(
            duty -> {
              if (duty.state() != ProviderDuty.State.APPEALED) {
                return refused(duty);
              }
              table.answered(
                  id, ProviderDuty.State.APPEAL_REFUSED, words, by.id(), clock.instant());
              record(duty, by, "PROVIDER_DUTY_APPEAL_REFUSED", Map.of("reason", words));
              return new Change.Made<>(table.find(id).orElseThrow());
            });
  }

  /** The store is held first, as by everything else that changes both: nobody waits in a circle. */
  private Optional<ProviderDuty> lock(CaseId id) {
    return table
        .find(id)
        .flatMap(
            found -> {
              stores.lock(found.storeId());
              return table.lock(id);
            });
  }

  private static Change<ProviderDuty> refused(ProviderDuty duty) {
    return new Change.Refused<>(
        duty.state().name(), duty.state() == ProviderDuty.State.UNMET ? APPEAL : Set.of());
  }

  /** What became of an assignment. */
  public sealed interface Assignment {

    /** The merchant is bound; its duties are fulfilled by it. */
    record Done(ServiceProvider provider) implements Assignment {}

    /** The merchant has no duty a provider of the industry would meet, or time is left to it. */
    record NotDue() implements Assignment {}

    /** The provider does not serve. */
    record NotServing(ServiceProvider.State state) implements Assignment {}

    /** The merchant has this provider. */
    record Served(CaseId providerId) implements Assignment {}
  }

  /**
   * Binds a merchant that did not bind itself: from the day it is reminded on, until it has lost
   * the category.
   *
   * @param reason in words the merchant reads
   * @return empty when there is no such provider
   */
  @Transactional
  public Optional<Assignment> assign(
      CaseId providerId, String merchantId, String reason, ActorRef by) {
    return bindings.hold(providerId).map(provider -> assign(provider, merchantId, reason, by));
  }

  private Assignment assign(
      ServiceProvider provider, String merchantId, String reason, ActorRef by) {
    List<ProviderDuty> due = table.lockDue(provider.platform(), merchantId, provider.industry());
    List<Duty> asked = duties.on(today());
    if (due.stream().noneMatch(one -> isAboutToEnd(one, asked))) {
      return new Assignment.NotDue();
    }
    return switch (bindings.assign(provider, merchantId, reason, by)) {
      case Bindings.AssignmentResult.NotServing(ServiceProvider.State state) ->
          new Assignment.NotServing(state);
      case Bindings.AssignmentResult.Served(CaseId other) -> new Assignment.Served(other);
      case Bindings.AssignmentResult.Assigned(ServiceProvider bound) -> {
        for (ProviderDuty one : due) {
          table.end(one.id(), ProviderDuty.State.ASSIGNED, clock.instant());
          record(
              one,
              by,
              "PROVIDER_DUTY_ASSIGNED",
              Map.of(
                  "serviceProviderId", bound.id().value(),
                  "providerName", bound.legalName(),
                  "reason", reason));
        }
        yield new Assignment.Done(bound);
      }
    };
  }

  private boolean isAboutToEnd(ProviderDuty due, List<Duty> asked) {
    return due.remindedAt() != null && asked.stream().anyMatch(duty -> duty.isOf(due));
  }

  /** The day it is where the platform is. */
  LocalDate today() {
    return day(clock.instant());
  }

  LocalDate day(Instant instant) {
    return instant.atZone(calendar.zone()).toLocalDate();
  }

  /** Puts on the store's record what became of a duty, and so tells its merchant. */
  void record(ProviderDuty duty, ActorRef by, String action, Map<String, Object> more) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("dutyId", duty.id().value());
    details.put("category", duty.category());
    details.put("industry", duty.industry());
    details.put("noticeId", duty.noticeId());
    details.put("lastDay", Objects.toString(duty.lastDay()));
    details.putAll(more);
    history.append(CaseEvent.noted(duty.storeId(), by, action, details));
  }
}
