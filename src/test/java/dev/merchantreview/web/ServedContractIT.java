package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.local.ServiceAlone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is answered is what the contract says. */
class ServedContractIT {

  private final ServiceAlone service = ServiceAlone.get();

  /** Each answer is validated by the client. */
  @Test
  void answersEveryReadWithoutAnIdAsItsSchemaSays() throws Exception {
    JsonNode contract = service.api("admin").get("/v3/api-docs").body();
    Files.writeString(Path.of("target/api-docs.json"), contract.toString());
    ObjectNode application =
        SampleApplications.withDocuments(
            SampleApplications.enterprise("m-1951", "青禾女装", List.of("服饰")),
            service.api("merchant"));
    ApiClient.Answer submitted =
        service.api("merchant").post("/api/v1/store-applications", application);
    assertThat(contract.path("paths").size()).isGreaterThan(50);
    List<String> broken = new ArrayList<>();
    for (String path : contract.path("paths").propertyNames()) {
      if (contract.path("paths").path(path).has("get")) {
        String real = path.replaceAll("\\{[^}]+}", submitted.id());
        try {
          assertThat(service.api("admin").get(real).status()).isLessThan(500);
        } catch (AssertionError wrong) {
          broken.add(wrong.getMessage());
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void takesNullForWhatMayBeLeftOut() {
    ApiClient merchant = service.api("merchant");
    ObjectNode application =
        SampleApplications.withDocuments(
            SampleApplications.enterprise("m-1952", "青禾女装", List.of("服饰")), merchant);
    ((ObjectNode) application.path("subject")).putNull("licenceValidUntil");
    ApiClient.Answer answer = merchant.post("/api/v1/store-applications", application);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    assertThat(merchant.get("/api/v1/store-applications/" + answer.id()).status()).isEqualTo(200);
  }
}
