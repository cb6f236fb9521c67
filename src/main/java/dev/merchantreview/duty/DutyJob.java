package dev.merchantreview.duty;

import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.store.StoreRegister;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has one instance look at every store a duty is about. Each is one transaction. */
@Component
class DutyJob {

  private static final Logger LOG = LoggerFactory.getLogger(DutyJob.class);
  private static final int PORTION = 500;

  private final ProviderDuties told;
  private final Duties duties;
  private final ProviderDutyTable table;
  private final DutyLook look;
  private final StoreRegister stores;
  private final OneInstance oneInstance;

  DutyJob(
      ProviderDuties told,
      Duties duties,
      ProviderDutyTable table,
      DutyLook look,
      StoreRegister stores,
      OneInstance oneInstance) {
    this.told = told;
    this.duties = duties;
    this.table = table;
    this.look = look;
    this.stores = stores;
    this.oneInstance = oneInstance;
  }

  @Scheduled(
      initialDelayString = "${merchant-review.provider-duties.first-look}",
      fixedDelayString = "${merchant-review.provider-duties.look}")
  void look() {
    oneInstance.ifFree(SharedJob.PROVIDER_DUTIES, this::lookAtAll);
  }

  /** The same, whether another instance looks or not. */
  void lookAtAll() {
    List<Duty> asked = duties.on(told.today());
    Set<Seen> seen = lookAtDue(asked);
    asked.forEach(duty -> lookForNew(duty, seen));
  }

  private record Seen(CaseId store, Duty duty) {}

  /** Those that are on record, whose store or notice may be gone; the stores they are of. */
  private Set<Seen> lookAtDue(List<Duty> asked) {
    Set<Seen> seen = new HashSet<>();
    List<ProviderDuty> portion = table.due("", PORTION);
    while (!portion.isEmpty()) {
      for (ProviderDuty one : portion) {
        asked.stream()
            .filter(duty -> duty.isOf(one))
            .findFirst()
            .ifPresentOrElse(
                duty -> {
                  seen.add(new Seen(one.storeId(), duty));
                  done(one.storeId(), () -> look.look(one.storeId(), duty));
                },
                () -> done(one.storeId(), () -> look.lapse(one)));
      }
      portion = table.due(portion.getLast().id().value(), PORTION);
    }
    return seen;
  }

  private void lookForNew(Duty duty, Set<Seen> seen) {
    List<CaseId> portion = stores.openWith(duty.platform(), duty.around(), "", PORTION);
    while (!portion.isEmpty()) {
      portion.stream()
          .filter(id -> !seen.contains(new Seen(id, duty)))
          .forEach(id -> done(id, () -> look.look(id, duty)));
      portion = stores.openWith(duty.platform(), duty.around(), portion.getLast().value(), PORTION);
    }
  }

  /** One that fails keeps no other waiting, and is tried again at the next look. */
  private static void done(CaseId store, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failed) {
      LOG.error("the duty of {} to have a provider could not be looked after", store, failed);
    }
  }
}
