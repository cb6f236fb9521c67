package dev.merchantreview.onboarding;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.review.DeadlineVariables;
import dev.merchantreview.review.Waiting;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a shop shows, in the store-onboarding process. */
@Service
public class ShopSteps {

  private final ApplicationSteps cases;
  private final Progress progress;

  ShopSteps(ApplicationSteps cases, Progress progress) {
    this.cases = cases;
    this.progress = progress;
  }

  /**
   * The merchant is asked for it, and its days begin; asked again, they run on.
   *
   * @return what the phase's clocks read
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Map<String, Object> ask(Asked asked) {
    return cases.with(
        asked,
        application -> {
          if (!progress.road(application).has(Phase.SHOP_DATA)) {
            throw CaseWork.unexpected(application, "ask for shop data nobody needs");
          }
          progress.requireBefore(application, Phase.SHOP_DATA, "ask for shop data");
          Waiting running = application.waiting();
          if (application.state() == StoreApplicationState.SHOP_DATA_DUE && running != null) {
            return DeadlineVariables.of(running);
          }
          OnboardingNumbers numbers = progress.numbers(application);
          Waiting until = progress.waiting(numbers.shop().days(), numbers);
          String from = application.state().name();
          if (!application.askShopData(until)) {
            throw CaseWork.unexpected(application, "ask for shop data");
          }
          cases.changed(
              asked,
              application,
              "SHOP_DATA_ASKED",
              from,
              Map.of("dueAt", until.dueAt().toString()));
          return DeadlineVariables.of(until);
        });
  }
}
