package dev.merchantreview.shared;

/**
 * The engine does not decide by a table, whatever it is asked: the service may not ask it, or the
 * engine will not have it.
 */
public final class RefusedRuleException extends UnusableRuleException {

  private static final long serialVersionUID = 1L;

  public RefusedRuleException(String rule, Throwable cause) {
    super(rule, "the engine does not decide by " + rule + ": " + cause.getMessage(), cause);
  }
}
