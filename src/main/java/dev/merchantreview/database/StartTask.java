package dev.merchantreview.database;

/** What every start of the service sees to before it is ready for requests. */
public interface StartTask {

  /**
   * Does it. A database that goes away meanwhile has it done again from the beginning, so what was
   * done already must not be done twice.
   */
  void runAtStart();
}
