package dev.merchantreview.reconciliation;

import dev.merchantreview.cases.CaseProcesses;
import dev.merchantreview.cases.CaseTypes;
import dev.merchantreview.local.Questions.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.springframework.context.ApplicationContext;

/** What the sweeper asks of the database for each portion of cases. */
public final class SweepQuestions {

  private static final int PORTION = 100;

  /** Above it are the keys of stored cases' instances. */
  private static final long KEYS = 1L << 51;

  private SweepQuestions() {}

  public static List<Question> all(ApplicationContext service) {
    List<Question> all = new ArrayList<>();
    List<Long> instances = LongStream.range(KEYS, KEYS + PORTION).boxed().toList();
    for (CaseProcesses process : service.getBean(CaseTypes.class).processes()) {
      all.add(
          new Question(
              "sweep: a portion of " + process.processId(),
              () -> process.open("", PORTION).size()));
      all.add(
          new Question(
              "sweep: the instances of " + process.processId(),
              () -> process.workingAmong(instances).size()));
    }
    return all;
  }
}
