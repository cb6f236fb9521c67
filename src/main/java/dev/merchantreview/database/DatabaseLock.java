package dev.merchantreview.database;

/**
 * Everything one does at a time in one database, however many instances and versions of the service
 * there are. The number tells the locks of two kinds on the same subject apart; a number that was
 * ever used is not given to another.
 */
public enum DatabaseLock {
  /** A case's history grows by one event at a time; the subject is the case. */
  HISTORY(0),
  /** A call with an idempotency key; the subject is caller, call and key. */
  IDEMPOTENCY_KEY(1),
  /**
   * Bookings on an account; the subject is the account. Taken by {@code ledger_book()} in the
   * database itself.
   */
  LEDGER(2),
  /** Versions of a product; the subject is its id. */
  PRODUCT(3),
  /** What two sides of a PK plan for the same time. */
  PK_SIDES(4),
  /** Versions of a streamer; the subject is its id. */
  STREAMER(5),
  /** A merchant's ties to service providers. */
  SERVICE_PROVIDER(6),
  /** Rights of the service's user. Taken by the migration that grants them. */
  GRANTS(7),
  /** What is deployed to the engine, and which of it is the newest. */
  ENGINE_MODEL(8),
  /** A job that one instance does for all; the subject is its name. */
  JOB(9),
  /** Verdicts of a person that did not count; the subject is the person. */
  REFUSED_PERSON(10),
  /** Rule notices: none contradicts another. */
  RULE_NOTICES(11),
  /** Reports of figures. Taken by {@code figure_lock()} in the database itself. */
  FIGURES(21),
  /** Applications to programmes; the subject is the programme and who applies. */
  MEMBERSHIP(22),
  /** Rehearsals of other weights of scores: each needs much memory. */
  SCORE_REHEARSAL(25);

  private final int number;

  DatabaseLock(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
