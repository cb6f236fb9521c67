package dev.merchantreview.provider;

import dev.merchantreview.shared.LoopingService;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Ends the proposals nobody answered in time, so that both sides are told. */
@Component
class ProposalExpiry extends LoopingService {

  private static final int PORTION = 50;
  private static final Duration IDLE = Duration.ofMinutes(1);

  private final Bindings bindings;

  ProposalExpiry(Bindings bindings) {
    super("binding-proposals", IDLE);
    this.bindings = bindings;
  }

  @Override
  protected boolean workSome() {
    return bindings.expire(PORTION) == PORTION;
  }
}
