package dev.merchantreview.onboarding;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The phases that lead to a store, in their order. What is settled of them stands on record
 * elsewhere; the road only says what comes next, and what may not come yet.
 */
public record Road(List<Phase> phases) {

  @JsonCreator
  public Road {
    phases = List.copyOf(phases);
  }

  @JsonValue
  @Override
  public List<Phase> phases() {
    return phases;
  }

  public boolean has(Phase phase) {
    return phases.contains(phase);
  }

  /** The first phase that is not settled; empty at the end of the road. */
  Optional<Phase> next(Predicate<Phase> settled) {
    return phases.stream().filter(settled.negate()).findFirst();
  }

  /**
   * The first phase before another one that is not settled; empty when the other one may come, or
   * is not on the road at all.
   */
  Optional<Phase> lackingBefore(Phase phase, Predicate<Phase> settled) {
    return phases.stream().takeWhile(one -> one != phase).filter(settled.negate()).findFirst();
  }

  /**
   * Whether nothing that was approved is sent back to be fixed any more: a store that is prepared
   * has name, reviewer and licence of that.
   */
  boolean isApprovalFinal() {
    return phases.stream()
        .dropWhile(phase -> phase != Phase.AUDIT)
        .noneMatch(phase -> phase == Phase.VERIFY_ACCOUNT);
  }

  /**
   * What is wrong with phases as a profile names them, each with what to do; empty for a road.
   *
   * <p>Nobody signs or pays for what may still be sent back to be fixed, so contract and deposit
   * come last, in this order: money that comes in is booked until the store opens. What the shop
   * shows is reviewed, so it is handed in before the audit.
   */
  static List<String> wrong(List<Phase> phases) {
    List<String> wrong = new ArrayList<>();
    if (phases.isEmpty() || phases.getFirst() != Phase.SUBJECT) {
      wrong.add("begins with SUBJECT");
    }
    if (!phases.contains(Phase.AUDIT)) {
      wrong.add("has an AUDIT");
    }
    Set<Phase> seen = EnumSet.noneOf(Phase.class);
    phases.stream()
        .filter(phase -> !seen.add(phase))
        .distinct()
        .forEach(phase -> wrong.add("names " + phase + " once"));
    boolean bound = false;
    for (Phase phase : phases) {
      if (phase == Phase.SIGN || phase == Phase.DEPOSIT) {
        bound = true;
      } else if (bound) {
        wrong.add("has " + phase + " before SIGN and DEPOSIT");
      }
    }
    int audit = phases.indexOf(Phase.AUDIT);
    if (audit >= 0 && phases.indexOf(Phase.SHOP_DATA) > audit) {
      wrong.add("has SHOP_DATA before AUDIT");
    }
    int deposit = phases.indexOf(Phase.DEPOSIT);
    if (deposit >= 0 && phases.indexOf(Phase.SIGN) > deposit) {
      wrong.add("has SIGN before DEPOSIT");
    }
    return List.copyOf(wrong);
  }
}
