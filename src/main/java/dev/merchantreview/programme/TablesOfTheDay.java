package dev.merchantreview.programme;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.engine.Decisions;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Says which edition of which table a diagram calls for a membership, and what it tells the table:
 * the programme chooses the table, the day the edition.
 */
@Service
public class TablesOfTheDay {

  /** The variable of the process that has the id the diagram calls. */
  static final String TABLE = "tableOfTheDay";

  /**
   * What the process has for itself: no input of a programme may be called so, or the figure would
   * take its place.
   */
  static final Set<String> TAKEN =
      Set.of(
          TABLE,
          "tableAnswer",
          "caseId",
          "round",
          "roundKey",
          "occasion",
          "outcome",
          "told",
          "reviewDueAt",
          "reviewRemindAt",
          "waitDueAt",
          "waitRemindAt",
          "taskDueAt",
          "taskFollowUpAt",
          "taskPriority",
          "taskTitle",
          "dossier",
          "verdict",
          "problems",
          "reason",
          "rejectionCode",
          "rejectionReason",
          Programmes.PLATFORM,
          Programmes.PROGRAMME);

  private final Memberships memberships;
  private final Programmes programmes;
  private final Eligibility eligibility;
  private final ProgrammeRules rules;
  private final Decisions decisions;

  TablesOfTheDay(
      Memberships memberships,
      Programmes programmes,
      Eligibility eligibility,
      ProgrammeRules rules,
      Decisions decisions) {
    this.memberships = memberships;
    this.programmes = programmes;
    this.eligibility = eligibility;
    this.rules = rules;
    this.decisions = decisions;
  }

  /**
   * For an application: the variables of the process.
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException while the engine does not have
   *     the edition
   */
  public Map<String, Object> forEligibility(Asked asked) {
    Membership membership = memberships.get(asked.caseId());
    Programme programme = programmes.get(membership.application().programme());
    return called(programme, programme.tables().eligibility(), membership);
  }

  /**
   * For a member whose time to be better is over. Where its programme has no such table any more
   * the diagram asks the other; nothing depends on what it says.
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException while the engine does not have
   *     the edition
   */
  public Map<String, Object> forStanding(Asked asked) {
    Membership membership = memberships.get(asked.caseId());
    Programme programme = programmes.get(membership.application().programme());
    return called(
        programme,
        Objects.requireNonNullElse(programme.tables().standing(), programme.tables().eligibility()),
        membership);
  }

  private Map<String, Object> called(Programme programme, String table, Membership membership) {
    LocalDate today = eligibility.today();
    SubjectFacts facts = rules.facts(programme, membership.application().subject().id(), today);
    Map<String, Object> told = facts.told(programme);
    Map<String, @Nullable Object> all = new HashMap<>(told);
    all.put(TABLE, decisions.callable(table, told));
    // What does not count is nothing, whatever the process had under its name.
    facts.facts().forEach(fact -> all.putIfAbsent(fact.input().name(), null));
    Map<String, Object> variables = new HashMap<>();
    variables.putAll(all);
    return variables;
  }
}
