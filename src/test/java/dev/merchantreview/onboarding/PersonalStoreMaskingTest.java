package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.SampleApplications;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Who stands behind a personal store is a person, wherever the application names it. */
class PersonalStoreMaskingTest {

  private static final String PERSON = "欧阳若青";
  private final JsonMapper json = JsonMapper.builder().build();

  @Test
  void aPersonalStoreNamesItsOwnerToNobodyElse() {
    ApplicationContent masked = content("PERSONAL", PERSON + "的手作").masked();
    assertThat(json.writeValueAsString(masked)).doesNotContain(PERSON);
    assertThat(masked.storeName()).isEqualTo("欧***的手作");
    assertThat(content("PERSONAL", PERSON + "的手作").shownStoreName()).isEqualTo("欧***的手作");
  }

  @Test
  void aCompanysNameIsPublic() {
    ApplicationContent masked = content("ENTERPRISE", PERSON + "的手作").masked();
    assertThat(masked.subject().legalName()).isEqualTo(PERSON);
    assertThat(masked.storeName()).isEqualTo(PERSON + "的手作");
    assertThat(masked.contact().name()).isEqualTo("欧***");
  }

  private ApplicationContent content(String storeType, String storeName) {
    ObjectNode application =
        SampleApplications.application(
            "DOUYIN", "m-1", storeType, storeName, java.util.List.of("服饰"));
    ObjectNode subject = (ObjectNode) application.path("subject");
    subject.put("legalName", PERSON);
    ((ObjectNode) subject.path("legalRepresentative")).put("name", PERSON);
    ((ObjectNode) application.path("settlementAccount")).put("holder", PERSON);
    ((ObjectNode) application.path("contact")).put("name", PERSON);
    return json.treeToValue(application, ApplicationContent.class);
  }
}
