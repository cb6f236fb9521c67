package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.ContractWalk;
import dev.merchantreview.testing.Fuzzer;
import dev.merchantreview.testing.ServiceAlone;
import org.junit.jupiter.api.Test;

/**
 * What nobody would send, at every call of the contract. A few of a run known by its seed; {@code
 * -Dfuzz.requests=50000 -Dfuzz.seed=7} makes another run as long as wanted.
 */
class FuzzIT {

  private static final int A_FEW = 1_500;
  private static final int AT_ONCE = 4;

  @Test
  void nothingBreaksTheServiceOrItsContract() {
    ServiceAlone service = ServiceAlone.get();
    Fuzzer.Result result =
        new Fuzzer(service.serviceUrl(), new ContractWalk(service).walk())
            .run(Integer.getInteger("fuzz.requests", A_FEW), Long.getLong("fuzz.seed", 1), AT_ONCE);
    System.out.println(result);
    assertThat(result.serverErrors()).as(result.toString()).isZero();
    assertThat(result.outsideContract()).as(result.toString()).isZero();
    assertThat(result.hangs()).as(result.toString()).isZero();
    assertThat(result.byCall().values()).as(result.toString()).allMatch(many -> many > 0);
  }
}
