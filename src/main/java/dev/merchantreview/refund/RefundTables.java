package dev.merchantreview.refund;

import dev.merchantreview.review.PapersUse;
import dev.merchantreview.rules.TableUse;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

/** What the tables about refunds are told, and which answers can be used. */
@Configuration(proxyBeanMethods = false)
class RefundTables {

  @Bean
  TableUse refundDocumentsUse() {
    return new PapersUse(RefundRule.DOCUMENTS, RefundRule.DOCUMENTS_INPUTS);
  }

  @Bean
  TableUse refundSecondReviewUse() {
    return new SecondReviewUse();
  }

  private record SecondReviewUse() implements TableUse {

    @Override
    public String table() {
      return RefundRule.SECOND_REVIEW;
    }

    @Override
    public Set<String> inputs() {
      return RefundRule.SECOND_REVIEW_INPUTS;
    }

    @Override
    public Optional<Flaw> flaw(JsonNode said) {
      return said.isBoolean()
          ? Optional.empty()
          : Optional.of(new Flaw("EDITION_ROW_YES_OR_NO", ""));
    }
  }
}
