package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.ServiceAlone;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** An auditor sees what else belongs to a case. */
class LinkedSectionIT {

  private static final ServiceAlone SERVICE = ServiceAlone.get();

  private static String submitted(String merchant, String user, String sharesRepresentativeOf) {
    ObjectNode application =
        SampleApplications.application(
            "DOUYIN", merchant, "ENTERPRISE", "相关" + merchant, List.of("服饰"));
    if (!sharesRepresentativeOf.isEmpty()) {
      ObjectNode other =
          SampleApplications.application(
              "DOUYIN", sharesRepresentativeOf, "ENTERPRISE", "相关", List.of("服饰"));
      ((ObjectNode) application.get("subject"))
          .set("legalRepresentative", other.at("/subject/legalRepresentative"));
    }
    ApiClient.Answer answer =
        SERVICE
            .api(user)
            .post(
                "/api/v1/store-applications",
                SampleApplications.withDocuments(application, SERVICE.api(user)));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.id();
  }

  @Test
  void namesTheCasesOfTheSamePersonAndOfTheSameMerchant() {
    String one = submitted("m-1linked", "merchant", "");
    String other = submitted("m-2linked", "merchant2", "m-1linked");
    String page = ConsoleVisitor.loggedIn(SERVICE, "auditor").get("/console/cases/" + one).body();
    assertThat(page).contains("id=\"linked\"", "/console/cases/" + other);
  }
}
