package dev.merchantreview.programme;

import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.Platform;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is declared of a programme: {@code config/programmes}, explained in docs/programmes.md.
 *
 * @param id the file's name
 * @param subject who can be admitted
 * @param inputs what its tables are told besides platform and programme
 * @param conditions what its tables can name, by code
 */
public record Programme(
    String id,
    Platform platform,
    String zh,
    String en,
    SubjectKind subject,
    List<Input> inputs,
    Tables tables,
    Admission admission,
    Checking checking,
    Closing closing,
    Map<String, Condition> conditions) {

  /** Where an input comes from. */
  public enum Origin {
    /** A figure that is reported of the subject. */
    FIGURE,
    /** The subject's score. */
    SCORE,
    /** The state of the store; of a merchant, OPEN where one of its stores there is. */
    STORE_STATE
  }

  /**
   * What the tables are told of a subject.
   *
   * @param name as the tables name it
   * @param figure the figure's name; null for others
   * @param window over how many days it was counted
   * @param optional whether the tables are asked without it; otherwise its lack is unmet
   */
  public record Input(
      String name,
      Origin origin,
      @Nullable String figure,
      int window,
      boolean optional,
      ProblemTable.Text label) {}

  /**
   * The decision tables.
   *
   * @param eligibility names what is unmet, by code
   * @param standing says WARN, FAIL or TRIAL with a code; null where nobody is checked again
   */
  public record Tables(String eligibility, @Nullable String standing) {}

  /** How somebody comes in. */
  public enum Entry {
    /** Nobody applies: whoever meets the conditions may, each time it is asked. */
    NONE,
    /** Whoever meets the conditions is admitted. */
    OPEN,
    /** The same, for those the platform has invited. */
    INVITED,
    /** A person decides. */
    REVIEWED
  }

  /**
   * An agreement members accept.
   *
   * @param version the one that is accepted
   */
  public record Agreement(String version, ProblemTable.Text title) {}

  /**
   * How somebody comes in, and comes again.
   *
   * @param agreement null where there is none
   * @param probationDays how long it is on probation; 0 for not at all
   * @param againDays days before another application, by how the last membership ended
   * @param pledge the figure that says it is a member; null for none
   */
  public record Admission(
      Entry entry,
      @Nullable Agreement agreement,
      int probationDays,
      Map<Ending, Integer> againDays,
      @Nullable String pledge) {}

  /** How a membership, or an application, ended. */
  public enum Ending {
    /** The member left. */
    OWN,
    /** What it is checked by demanded it. */
    RULE,
    /** The platform closed it. */
    FORCED,
    /** It was not admitted. */
    REFUSED
  }

  /** How often members are checked. */
  public enum Every {
    /** Never. */
    NEVER,
    /** Every day. */
    DAY,
    /** Every day, and soon after its figures come. */
    FIGURES,
    /** On a day of each month. */
    MONTH
  }

  /**
   * How members are checked.
   *
   * @param dayOfMonth for MONTH, 1 to 28
   * @param warnsFirst whether who fails is warned and has time, or closed at once
   * @param answerDays how long a warned member has to be better, or to answer
   * @param reminderDays how long before the end of that it is reminded
   * @param answered whether it can answer, and a person decides about the answer
   * @param failuresInARow how many failed checks in a row close it whatever was answered; 0 for
   *     none
   */
  public record Checking(
      Every every,
      int dayOfMonth,
      boolean warnsFirst,
      int answerDays,
      int reminderDays,
      boolean answered,
      int failuresInARow) {

    /**
     * The day of the first check of somebody admitted on a day; null for none. A month is judged
     * once a whole one has passed.
     */
    @Nullable LocalDate first(LocalDate day) {
      return next(every == Every.MONTH ? day.plusMonths(1).minusDays(1) : day);
    }

    /** The day of the next check after one on a day; null for none. */
    @Nullable LocalDate next(LocalDate day) {
      return switch (every) {
        case NEVER -> null;
        case DAY, FIGURES -> day.plusDays(1);
        case MONTH -> {
          LocalDate inMonth = day.withDayOfMonth(dayOfMonth);
          yield inMonth.isAfter(day) ? inMonth : inMonth.plusMonths(1);
        }
      };
    }
  }

  /**
   * What a member has to have done before it may leave.
   *
   * @param most what the figure may be at most
   */
  public record Duty(String figure, int window, BigDecimal most, ProblemTable.Text text) {}

  /** What becomes of what exists when a membership ends. */
  public enum Existing {
    /** It stays as it is; nothing new may be done. */
    STAYS,
    /** It ends with the membership. */
    ENDS
  }

  /**
   * How a membership ends.
   *
   * @param days how long after the decision; 0 for at once
   */
  public record Closing(int days, Existing existing, List<Duty> duties) {}

  /**
   * What a table can name.
   *
   * @param input what it is about; null for none
   * @param remedy what would meet it
   */
  public record Condition(
      String code, @Nullable String input, ProblemTable.Text text, ProblemTable.Text remedy) {}

  public String label(Locale locale) {
    return locale.getLanguage().equals("en") ? en : zh;
  }
}
