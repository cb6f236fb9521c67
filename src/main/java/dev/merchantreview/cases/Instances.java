package dev.merchantreview.cases;

/** How long a process instance of a case type lives, as its diagram has it. */
public sealed interface Instances {

  /** The process variable that tells instances apart. */
  String startVariable();

  /** An SQL expression: the value of {@link #startVariable}. */
  String startedAs();

  /** An SQL condition: an instance has, or had, to work on the case. */
  String begun();

  /** An SQL condition: one has to now. */
  String working();

  /**
   * One instance for each case, from when it is handed in until it ends. The table has a column
   * {@code open}.
   */
  record PerCase() implements Instances {
    @Override
    public String startVariable() {
      return "caseId";
    }

    @Override
    public String startedAs() {
      return "id";
    }

    @Override
    public String begun() {
      return "true";
    }

    @Override
    public String working() {
      return "open";
    }
  }

  /**
   * One instance for each round of review.
   *
   * @param number an SQL expression: which round it is
   * @param reviewed the state in which a round is reviewed
   */
  record PerRound(String number, Enum<?> reviewed) implements Instances {
    @Override
    public String startVariable() {
      return "roundKey";
    }

    @Override
    public String startedAs() {
      return "id || ':' || " + number;
    }

    @Override
    public String begun() {
      return number + " > 0";
    }

    @Override
    public String working() {
      return "state = '" + reviewed.name() + "'";
    }
  }
}
