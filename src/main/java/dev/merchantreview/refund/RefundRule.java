package dev.merchantreview.refund;

import dev.merchantreview.engine.Decisions;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.shared.Platform;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What a deposit refund needs: {@code bpmn/rules/refund-documents.dmn} and {@code
 * bpmn/rules/refund-second-review.dmn}.
 */
@Component
public class RefundRule {

  static final String DOCUMENTS = "refund-documents";
  static final Set<String> DOCUMENTS_INPUTS = Set.of("platform", "holderKind", "holderType");
  static final String SECOND_REVIEW = "refund-second-review";
  static final Set<String> SECOND_REVIEW_INPUTS = Set.of("platform", "holderKind", "amountFen");

  private final Decisions decisions;

  RefundRule(Decisions decisions) {
    this.decisions = decisions;
  }

  /**
   * The papers a holder hands in.
   *
   * @param holderKind STORE, APPLICATION or SERVICE_PROVIDER
   * @param holderType a type of store, or a kind of provider
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the engine cannot answer now
   */
  public DocumentRule.Requirement requirementFor(
      Platform platform, String holderKind, String holderType) {
    return DocumentRule.requirement(
        decisions.evaluate(
            DOCUMENTS,
            Map.of(
                "platform", platform.name(),
                "holderKind", holderKind,
                "holderType", holderType)));
  }

  /**
   * Whether another person has to agree.
   *
   * @param evidence the decision, its version and the rows that matched, for the history
   */
  public record SecondReview(boolean required, Map<String, Object> evidence) {}

  /**
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the engine cannot answer now
   */
  public SecondReview secondReviewFor(Platform platform, String holderKind, long amountFen) {
    Decisions.Result result =
        decisions.evaluate(
            SECOND_REVIEW,
            Map.of("platform", platform.name(), "holderKind", holderKind, "amountFen", amountFen));
    // A table without a row gives no permission to do without.
    boolean required = !result.output().isBoolean() || result.output().asBoolean();
    return new SecondReview(required, result.evidence());
  }
}
