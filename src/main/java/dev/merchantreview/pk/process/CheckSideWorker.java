package dev.merchantreview.pk.process;

import dev.merchantreview.cases.CaseVariables;
import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.pk.PkSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code pk.check-side}: what one side of a PK waits for. */
@Component
class CheckSideWorker implements ProcessWorker<CheckSideWorker.Side> {

  private final PkSteps steps;

  CheckSideWorker(PkSteps steps) {
    this.steps = steps;
  }

  /**
   * @param streamer the side that is asked about
   */
  record Side(String caseId, @Nullable String streamer) {}

  @Override
  public String jobType() {
    return "pk.check-side";
  }

  @Override
  public Class<Side> variables() {
    return Side.class;
  }

  @Override
  public Supplier<Map<String, Object>> prepare(EngineJob job, Side side) {
    return () -> steps.checkSide(CaseVariables.asked(side.caseId(), job), side.streamer());
  }
}
