package dev.merchantreview.admission;

import dev.merchantreview.review.PapersUse;
import dev.merchantreview.rules.TableUse;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

/** What the tables about admission are told, and which answers can be used. */
@Configuration(proxyBeanMethods = false)
class AdmissionTables {

  @Bean
  TableUse providerDocumentsUse() {
    return new PapersUse(EligibilityRule.DOCUMENTS, EligibilityRule.DOCUMENTS_INPUTS);
  }

  @Bean
  TableUse providerEligibilityUse() {
    return new EligibilityUse();
  }

  private record EligibilityUse() implements TableUse {

    @Override
    public String table() {
      return EligibilityRule.ELIGIBILITY;
    }

    @Override
    public Set<String> inputs() {
      return EligibilityFigures.INPUTS;
    }

    @Override
    public Optional<Flaw> flaw(JsonNode said) {
      return EligibilityRule.isUnmet(said)
          ? Optional.empty()
          : Optional.of(new Flaw("EDITION_ROW_CONDITION", EligibilityCondition.codes()));
    }
  }
}
