package dev.merchantreview.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.engine.DecisionTables;
import dev.merchantreview.engine.Decisions;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A rehearsal asks tables in this process; the engine says the same by the same rows. */
@SharesPlatform
class SameAnswersIT {

  private final TestPlatform platform = TestPlatform.get();

  @Test
  void comeFromTheEngineAndFromThisProcess() throws ReadTable.UnusableTableException {
    Decisions decisions = platform.bean(Decisions.class);
    DecisionTables tables = platform.bean(DecisionTables.class);
    List<String> different = new ArrayList<>();
    int asked = 0;
    long engine = 0;
    for (String table : tables.ids()) {
      ReadTable read = ReadTable.of(table, tables.released(table).orElseThrow());
      for (Map<String, Object> inputs : TableSample.of(table)) {
        long begun = System.nanoTime();
        Decisions.Result said = decisions.evaluateReleased(table, inputs);
        engine += System.nanoTime() - begun;
        ReadTable.Answer answer = read.ask(inputs);
        asked++;
        if (!said.output().equals(answer.output())
            && !Replay.isSame(said.output(), answer.output())) {
          different.add(table + " " + inputs + ": " + said.output() + ", here " + answer.output());
        }
        if (!said.matchedRules().equals(answer.rows())) {
          different.add(
              table + " " + inputs + ": " + said.matchedRules() + ", here " + answer.rows());
        }
      }
    }
    System.out.printf(
        "the engine answers %d questions/s%n", Math.round(asked / (engine / 1_000_000_000.0)));
    assertThat(asked).isGreaterThan(300);
    assertThat(different).isEmpty();
  }
}
