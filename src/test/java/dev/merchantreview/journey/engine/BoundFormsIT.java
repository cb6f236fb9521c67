package dev.merchantreview.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.local.TasklistClient;
import dev.merchantreview.testing.PlatformKind;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import io.camunda.client.CamundaClient;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Which version of a form Tasklist shows of a task: that of the tag its diagram names. */
@SharesPlatform(PlatformKind.WEB_APPLICATIONS)
class BoundFormsIT {

  private static final String FORM = "store-audit";

  private final Applications applications = new Applications();
  private final TestPlatform platform = applications.platform;
  private final TasklistClient tasklist = platform.tasklist("auditor1");

  /** The form as the service deployed it, without a tag. */
  private String form() {
    return platform
        .database()
        .sql(
            "select f.content from engine_model_file f join engine_model m on m.hash = f.hash"
                + " where f.name = :name order by m.number desc limit 1")
        .param("name", FORM + ".form")
        .query((row, number) -> new String(row.getBytes(1), StandardCharsets.UTF_8))
        .single();
  }

  /**
   * @return the key of the new version
   */
  private long deploy(String tag, String form) {
    return platform
        .bean(CamundaClient.class)
        .newDeployResourceCommand()
        .addResourceStringUtf8(
            form.replaceFirst("\\{", "{\"versionTag\": \"" + tag + "\","), FORM + ".form")
        .send()
        .join()
        .getForm()
        .getFirst()
        .getFormKey();
  }

  private long formOf(String id) {
    return tasklist.formKey(platform.awaitTask(tasklist, id));
  }

  @Test
  void isThatOfItsTagWhateverIsDeployedUnderAnother() {
    String form = form();
    String tag =
        platform
            .api("admin")
            .get("/actuator/info")
            .body()
            .at("/engine/models")
            .path(FORM + ".form")
            .asString();
    // The same words under the same tag once more: by the tag, and not by the deployment.
    long own = deploy(tag, form.replaceFirst("\\{", "{\n"));
    String waiting = applications.submit(applications.complete());
    assertThat(formOf(waiting)).isEqualTo(own);

    long newer = deploy("000000000000", form);
    assertThat(newer).isNotEqualTo(own);
    assertThat(formOf(applications.submit(applications.complete()))).isEqualTo(own);
    assertThat(formOf(waiting)).isEqualTo(own);
  }
}
