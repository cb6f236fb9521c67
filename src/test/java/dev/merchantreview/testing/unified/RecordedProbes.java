package dev.merchantreview.testing.unified;

import dev.merchantreview.testing.StandInGateway;
import dev.merchantreview.testing.unified.Recorded.Definition;
import dev.merchantreview.testing.unified.Recorded.Instance;
import dev.merchantreview.testing.unified.Recorded.Variable;

/** What the service gives an engine to see how far its records are, as the records show it. */
public final class RecordedProbes {

  private static final Definition PROCESS =
      new Definition(91, "records-probe", 1, "Probe", "<definitions/>");

  private RecordedProbes() {}

  /** The records have come to all that the engine was given so far. */
  public static void show(StandInGateway gateway, StandInCluster cluster) {
    cluster.put(PROCESS);
    gateway.probes.forEach(
        (key, variables) ->
            cluster.put(
                new Instance(
                    key,
                    PROCESS.key(),
                    "COMPLETED",
                    false,
                    ReviewOnRecord.NOON,
                    ReviewOnRecord.NOON.plusSeconds(1)),
                new Variable(
                    key + 1,
                    key,
                    key,
                    "recordsProbe",
                    variables.replaceFirst(".*:\\s*(\"[^\"]+\").*", "$1"))));
  }
}
