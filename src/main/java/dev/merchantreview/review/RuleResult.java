package dev.merchantreview.review;

import dev.merchantreview.shared.Problem;
import java.util.List;
import java.util.Map;

/**
 * What one machine check found.
 *
 * @param rule the rule's stable name
 * @param version the standard, decision table or profile it was applied by
 * @param inputs what it looked at, personal data masked
 * @param problems hard errors: the merchant has to fix them
 * @param findings what needs judgement: an auditor decides
 */
public record RuleResult(
    String rule,
    String version,
    Map<String, Object> inputs,
    List<Problem> problems,
    List<Problem> findings) {

  /** How it went, in a word. */
  public CheckOutcome outcome() {
    return !problems.isEmpty()
        ? CheckOutcome.PROBLEM
        : findings.isEmpty() ? CheckOutcome.PASSED : CheckOutcome.FINDING;
  }

  /** How a check went. */
  public enum CheckOutcome {
    /** Nothing wrong. */
    PASSED,
    /** Something an auditor should look at. */
    FINDING,
    /** Something the merchant has to fix. */
    PROBLEM
  }
}
