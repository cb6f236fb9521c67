package dev.merchantreview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files for containers name settings that exist, all that are needed, and give no secret. */
class DeploymentTest {

  private static final Path COMPOSE = Path.of("deploy/compose.yaml");
  private static final Path CHART = Path.of("deploy/helm/merchant-review");

  /** Read by the health check of the image, not by the service. */
  private static final Set<String> OF_THE_HEALTH_CHECK = Set.of("THC_PORT", "THC_PATH");

  private static final Set<String> SECRET_WORDS = Set.of("SECRET", "TOKEN", "PASSWORD", "KEY");
  private static final Pattern GIVEN = Pattern.compile("\\$\\{(\\w+):\\?[^}]+}");
  private static final Pattern VALUE = Pattern.compile("\\.Values((?:\\.\\w+)+)");
  private static final Pattern SETTING =
      Pattern.compile("`((?:MERCHANTREVIEW|SPRING|SERVER)_[A-Z0-9_]+)[`=]");

  private final Set<String> settings = new HashSet<>();
  private final Set<String> open = new HashSet<>();

  DeploymentTest() throws ClassNotFoundException, IOException {
    ClassPathScanningCandidateComponentProvider scanner =
        new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    for (var found : scanner.findCandidateComponents("dev.merchantreview")) {
      Class<?> type = Class.forName(found.getBeanClassName());
      add(type.getAnnotation(ConfigurationProperties.class).value(), type);
    }
    settings.add(variable("merchant-review.config-location"));
    settings.add(variable("merchant-review.database.service-role"));
    for (URL metadata :
        Collections.list(
            getClass()
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
      try (InputStream in = metadata.openStream()) {
        JsonNode properties = JsonMapper.shared().readTree(in).path("properties");
        properties.forEach(it -> settings.add(variable(it.path("name").asString())));
      }
    }
  }

  @Test
  void composeGivesSettingsThatExistAndAllThatAreNeeded() throws IOException {
    Map<String, Object> environment = environment("merchant-review");
    assertThat(environment.keySet())
        .filteredOn(name -> !OF_THE_HEALTH_CHECK.contains(name))
        .allMatch(this::exists);
    assertThat(missing(environment)).isEmpty();
  }

  @Test
  void composeGivesNoSecretItself() throws IOException {
    for (String service : services().keySet()) {
      environment(service)
          .forEach(
              (name, value) -> {
                if (SECRET_WORDS.stream().anyMatch(name::contains)) {
                  assertThat(value.toString()).as(name).matches(GIVEN);
                }
              });
    }
  }

  @Test
  void theExampleNamesWhatComposeAsksFor() throws IOException {
    assertThat(Files.readAllLines(Path.of("deploy/env.example")).stream().skip(1))
        .map(line -> line.replaceAll("=$", ""))
        .containsExactlyInAnyOrderElementsOf(
            GIVEN
                .matcher(Files.readString(COMPOSE))
                .results()
                .map(it -> it.group(1))
                .collect(Collectors.toSet()));
  }

  /** What has no health check cannot be waited for. */
  @Test
  void everyContainerIsAskedHowItIs() throws IOException {
    assertThat(services().values()).allMatch(service -> service.containsKey("healthcheck"));
  }

  @Test
  void composeKeepsWhatTheDatabaseConfirmed() throws IOException {
    assertThat(services().get("postgres").get("command").toString())
        .contains("fsync=on", "full_page_writes=on", "synchronous_commit=on");
    assertThat(services().get("postgres").get("volumes").toString())
        .contains("postgres:/var/lib/postgresql");
  }

  @Test
  void theChartGivesSettingsThatExistAndAllThatAreNeeded() throws IOException {
    Map<String, Object> values = yaml(CHART.resolve("values.yaml"));
    Map<String, Object> given = map(values.get("settings"));
    assertThat(given.values()).as("given by whoever installs it").containsOnly("");
    assertThat(given.keySet())
        .noneMatch(name -> SECRET_WORDS.stream().anyMatch(word -> name.contains(word)));
    Map<String, Object> all = new HashMap<>(given);
    for (Object key : (List<?>) map(values.get("secrets")).get("keys")) {
      all.put(key.toString(), "");
    }
    assertThat(all.keySet()).allMatch(this::exists);
    assertThat(missing(all)).isEmpty();
  }

  @Test
  void theChartsTemplatesUseEveryValueThereIsAndNoOther() throws IOException {
    Map<String, Object> values = yaml(CHART.resolve("values.yaml"));
    Set<String> used = new HashSet<>();
    try (Stream<Path> templates = Files.list(CHART.resolve("templates"))) {
      for (Path template : templates.toList()) {
        for (MatchResult value : VALUE.matcher(Files.readString(template)).results().toList()) {
          List<String> path = List.of(value.group(1).substring(1).split("\\."));
          Object at = values;
          for (String step : path) {
            assertThat(map(at)).as("%s in %s", value.group(), template).containsKey(step);
            at = map(at).get(step);
          }
          used.add(path.getFirst());
        }
      }
    }
    assertThat(used).isEqualTo(values.keySet());
  }

  @Test
  void theChartKeepsOneInstanceWhileOthersGoAndAsksHowEachIs() throws IOException {
    assertThat(Files.readString(CHART.resolve("templates/deployment.yaml")))
        .contains("livenessProbe:", "readinessProbe:", "secretKeyRef:")
        .contains("/actuator/health/liveness", "/actuator/health/readiness");
    assertThat(Files.readString(CHART.resolve("templates/poddisruptionbudget.yaml")))
        .contains("kind: PodDisruptionBudget", "minAvailable:");
    assertThat(yaml(CHART.resolve("Chart.yaml"))).containsKeys("apiVersion", "name", "version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/operations.md", "docs/operations.zh-CN.md"})
  void theDocumentsNameSettingsThatExist(String document) throws IOException {
    assertThat(SETTING.matcher(Files.readString(Path.of(document))).results())
        .hasSizeGreaterThan(10)
        .map(it -> it.group(1))
        .allMatch(this::exists);
  }

  private boolean exists(String variable) {
    return settings.contains(variable) || open.stream().anyMatch(variable::startsWith);
  }

  private static List<RequiredSettings.Missing> missing(Map<String, Object> variables) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    ConfigurationPropertySources.attach(environment);
    return RequiredSettings.missing(environment);
  }

  private void add(String prefix, Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name = prefix + "." + component.getName();
      if (component.getType().isRecord()) {
        add(name, component.getType());
      } else if (Map.class.isAssignableFrom(component.getType())
          || List.class.isAssignableFrom(component.getType())) {
        open.add(variable(name) + "_");
        settings.add(variable(name));
      } else {
        settings.add(variable(name));
      }
    }
  }

  /** The environment variable of a setting. */
  private static String variable(String setting) {
    return setting.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private static Map<String, Map<String, Object>> services() throws IOException {
    Map<String, Map<String, Object>> services = new HashMap<>();
    map(yaml(COMPOSE).get("services")).forEach((name, it) -> services.put(name, map(it)));
    return services;
  }

  private static Map<String, Object> environment(String service) throws IOException {
    return map(services().get(service).get("environment"));
  }

  private static Map<String, Object> yaml(Path file) throws IOException {
    return map(new Yaml().load(Files.readString(file)));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object node) {
    return (Map<String, Object>) node;
  }
}
