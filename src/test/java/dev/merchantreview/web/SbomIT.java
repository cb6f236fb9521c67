package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.ServiceAlone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the service is made of is told to those who run it, and it is what is packed. */
class SbomIT {

  private static final String SBOM = "/actuator/sbom/application";

  /** Put into the jar by the build itself. */
  private static final String OF_THE_BUILD = "spring-boot-jarmode-tools-";

  /** Without classes for the running service; the build leaves it out. */
  private static final String LEFT_OUT = "spring-\\w+-(starter|apt)-.*";

  private static final Pattern CLASSIFIER = Pattern.compile("[?&]classifier=([^&]+)");
  private static final String AFTER =
      "after a dependency changed: ./mvnw cyclonedx:makeAggregateBom";

  private final ServiceAlone service = ServiceAlone.get();

  @ParameterizedTest
  @CsvSource({"nobody, 401", "merchant, 403", "auditor, 403", "operator, 403", "admin, 200"})
  void isForAdministrators(String user, int status) {
    assertThat(service.api(user).get(SBOM).status()).isEqualTo(status);
    assertThat(service.api(user).get("/actuator/sbom").status()).isEqualTo(status);
  }

  @Test
  void namesEverythingThatIsPackedAndNothingElse() throws IOException {
    JsonNode sbom = sbom();
    assertThat(sbom.path("bomFormat").asString()).isEqualTo("CycloneDX");
    Set<String> named =
        sbom.path("components").valueStream().map(SbomIT::file).collect(Collectors.toSet());
    Set<String> packed = packed();
    assertThat(named).anyMatch(file -> file.startsWith("postgresql-"));
    assertThat(named).as(AFTER).containsAll(packed);
    assertThat(named).as(AFTER).allMatch(file -> packed.contains(file) || file.matches(LEFT_OUT));
  }

  @Test
  void saysUnderWhichLicenceTheServiceComes() {
    assertThat(sbom().at("/metadata/component/licenses/0/license/id").asString())
        .isEqualTo("Apache-2.0");
  }

  private static Set<String> packed() throws IOException {
    try (JarFile jar = new JarFile(Path.of("target/merchant-review.jar").toFile())) {
      return jar.stream()
          .map(entry -> Path.of(entry.getName()))
          .filter(entry -> entry.startsWith("BOOT-INF/lib") && entry.getNameCount() == 3)
          .map(entry -> entry.getFileName().toString())
          .filter(file -> !file.startsWith(OF_THE_BUILD))
          .collect(Collectors.toSet());
    }
  }

  /** The name a component's file has in the jar. */
  private static String file(JsonNode component) {
    Matcher classifier = CLASSIFIER.matcher(component.path("purl").asString());
    return component.path("name").asString()
        + "-"
        + component.path("version").asString()
        + (classifier.find() ? "-" + classifier.group(1) : "")
        + ".jar";
  }

  private JsonNode sbom() {
    ApiClient.Answer answer = service.api("admin").get(SBOM);
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }
}
