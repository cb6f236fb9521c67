package dev.merchantreview.cases;

/** How long a process instance of a case type lives, as its diagram has it. */
public sealed interface Instances {

  /** An SQL expression: the process variable that tells instances apart. */
  String startVariable();

  /** An SQL expression: the value of {@link #startVariable}. */
  String startedAs();

  /** An SQL condition: an instance has, or had, to work on the case. */
  String begun();

  /** An SQL condition: one has to now. */
  String working();

  /** Whether a round of review can end, and the instance still be asked for its verdict. */
  default boolean roundsEnd() {
    return true;
  }

  /**
   * One instance for each case, from when it is handed in until it ends. The table has a column
   * {@code open}.
   */
  record PerCase() implements Instances {
    @Override
    public String startVariable() {
      return "'caseId'";
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

    @Override
    public boolean roundsEnd() {
      return false;
    }
  }

  /**
   * One instance for each round of review.
   *
   * @param number an SQL expression: which round it is
   * @param working an SQL condition: a round is worked on now
   */
  record PerRound(String number, String working) implements Instances {

    /**
     * @param reviewed the state in which a round is reviewed
     */
    public PerRound(String number, Enum<?> reviewed) {
      this(number, "state = '" + reviewed.name() + "'");
    }

    @Override
    public String startVariable() {
      return "'roundKey'";
    }

    @Override
    public String startedAs() {
      return "id || ':' || " + number;
    }

    @Override
    public String begun() {
      return number + " > 0";
    }
  }

  /**
   * One instance for each cycle: from what makes a case wait for its owner, over as many rounds of
   * review as it takes, until it is decided or closed.
   *
   * @param number an SQL expression: which cycle it is; 0 before cycles were counted
   * @param inProcess an SQL condition: an instance has to work on the case now
   * @param former how it was before cycles were counted, for the cases that are of then
   */
  record PerCycle(String number, String inProcess, PerRound former) implements Instances {
    @Override
    public String startVariable() {
      return byAge("'cycleKey'", former.startVariable());
    }

    @Override
    public String startedAs() {
      return byAge("id || ':c' || " + number, former.startedAs());
    }

    @Override
    public String begun() {
      return "(" + number + " > 0 or " + former.begun() + ")";
    }

    @Override
    public String working() {
      return inProcess;
    }

    private String byAge(String counted, String before) {
      return "case when " + number + " > 0 then " + counted + " else " + before + " end";
    }
  }
}
