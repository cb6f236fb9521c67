package dev.merchantreview.filing;

import dev.merchantreview.engine.Decisions;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.shared.Platform;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Which documents a filed product needs: {@code bpmn/rules/filing-qualifications.dmn}. */
@Component
public class QualificationRule {

  private final Decisions decisions;

  QualificationRule(Decisions decisions) {
    this.decisions = decisions;
  }

  /**
   * What a category requires; nothing required means that a filing is submitted as it is [K-file].
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the engine cannot answer now
   */
  public DocumentRule.Requirement requirementFor(Platform platform, String category) {
    return DocumentRule.requirement(
        decisions.evaluate(
            "filing-qualifications", Map.of("platform", platform.name(), "category", category)));
  }
}
