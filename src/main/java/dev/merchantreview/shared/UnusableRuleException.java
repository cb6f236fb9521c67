package dev.merchantreview.shared;

import org.jspecify.annotations.Nullable;

/**
 * A decision table, or a tree of categories, says something the service cannot go by: nothing a
 * caller could put right, and no fault of the program. Whoever looks after the rules has to.
 */
public class UnusableRuleException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final String rule;

  /**
   * @param rule the table, or what else says it
   */
  public UnusableRuleException(String rule, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.rule = rule;
  }

  /** The table, or what else says it. */
  public String rule() {
    return rule;
  }
}
