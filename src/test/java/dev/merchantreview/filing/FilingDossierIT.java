package dev.merchantreview.filing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reviewer reads of a filed product above what is judged item by item. */
class FilingDossierIT {

  private final ServiceAlone service = ServiceAlone.get();

  @Test
  void saysHowTheProductIsShipped() {
    CaseId id = new FilingSample(service).inReview();
    Filing filing = service.bean(Filings.class).find(id).orElseThrow();
    FilingReview review = service.bean(FilingReview.class);
    FilingDossier dossier =
        (FilingDossier)
            review.content(filing, review.tasks().getFirst()).apply(filing, List.of()).dossier();
    assertThat(dossier.summary())
        .anySatisfy(row -> assertThat(row.toString()).contains("发货方式", "快递"));
  }
}
