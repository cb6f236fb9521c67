package dev.merchantreview.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts Camunda on a local platform, and waits for it: the brokers with their web applications and
 * the index these read, or one broker by itself.
 */
public final class LocalEngine {

  /** Tasklist users beside Camunda's own demo; the password is the name. */
  public static final List<String> REVIEWERS =
      List.of("auditor1", "auditor2", "finance1", "finance2");

  private static final String INDEX = "opensearch";

  /** Answers another status than 200 when nothing came of it within the time. */
  private static final String USABLE = "/_cluster/health?wait_for_status=yellow&timeout=2s";

  /** Under load many records a write spare the index; a lone task is shown a second later. */
  private static final int EXPORT_BATCH = 1_000;

  private static final Duration IMPORT_BACKOFF = Duration.ofMillis(250);

  private static final String BROKER_ALONE = "io.camunda.application.StandaloneBroker";

  // On a small machine the engine and its search index would take processor time from the service
  // whenever many cases come at once; they catch up afterwards, and no request waits for them.
  private static final List<String> AFTER_THE_SERVICE = List.of("nice", "-n", "10");

  private final Settings settings;
  private final Distribution distribution;
  private final Processes processes;
  private final EngineCluster cluster;

  LocalEngine(
      Settings settings, Distribution distribution, Processes processes, EngineCluster cluster) {
    this.settings = settings;
    this.distribution = distribution;
    this.processes = processes;
    this.cluster = cluster;
  }

  /** Its brokers, as they know each other. */
  EngineCluster cluster() {
    return cluster;
  }

  /**
   * Starts the index, without waiting for it.
   *
   * @param archived whether its classes come from an archive, which it writes when it stops for the
   *     first time: that pays where it is started again
   */
  public void startOpenSearch(boolean archived) {
    List<String> command = new ArrayList<>(AFTER_THE_SERVICE);
    command.addAll(SmallJava.command());
    command.addAll(archived ? distribution.archive(INDEX) : List.of());
    command.addAll(
        List.of(
            "-Xms512m",
            "-Xmx768m",
            "-cp",
            distribution.openSearchClassPath(),
            "LocalOpenSearch",
            settings.home().resolve("data/opensearch").toString(),
            Integer.toString(settings.openSearch()),
            Integer.toString(settings.openSearchTransport())));
    processes.start(INDEX, 2, command, settings.home(), Map.of());
  }

  /** Starts the brokers and the web applications as {@code up} does, without waiting for them. */
  void startCamunda() {
    startCamunda(EXPORT_BATCH, IMPORT_BACKOFF, true);
  }

  /**
   * Starts the brokers and the web applications, without waiting for them. Where data is kept it
   * waits for the index first: that answers while it has nothing to search in yet, and the web
   * applications end when they cannot read there what they have done before.
   *
   * @param exportBatch how many records the engine writes to the index at once, unless a second
   *     passes before
   * @param importBackoff how long the web applications wait before they look again for what is new
   *     there; a short wait takes a part of the machine also when nothing happens
   * @param archived as with OpenSearch
   * @throws LaunchException when the data here is of another number of brokers
   */
  public void startCamunda(int exportBatch, Duration importBackoff, boolean archived) {
    cluster.checkData();
    if (cluster.isKept()) {
      awaitOpenSearch();
    }
    cluster.keep();
    Map<String, String> index = index(exportBatch, importBackoff);
    startNode(
        0,
        "camunda.yaml",
        "broker,operate,tasklist,auth",
        archived ? distribution.archive("camunda") : List.of(),
        distribution.camundaClassPath(),
        "io.camunda.application.StandaloneCamunda",
        index);
    for (int node = 1; node < cluster.brokers(); node++) {
      startFurtherNode(node, index);
    }
  }

  /** Starts a node of the cluster again that has ended; not the first. */
  void startNodeAgain(int node) {
    startFurtherNode(node, index(EXPORT_BATCH, IMPORT_BACKOFF));
  }

  private void startFurtherNode(int node, Map<String, String> index) {
    startNode(
        node,
        "camunda.yaml",
        "broker",
        List.of(),
        distribution.brokerClassPath(),
        BROKER_ALONE,
        index);
  }

  private Map<String, String> index(int exportBatch, Duration importBackoff) {
    return Map.of(
        "MR_OPENSEARCH_PORT", Integer.toString(settings.openSearch()),
        "MR_EXPORT_BATCH", Integer.toString(exportBatch),
        "MR_IMPORT_BACKOFF", Long.toString(importBackoff.toMillis()));
  }

  /** Starts the engine by itself: without web applications and index. */
  public void startBroker() {
    startNode(
        0,
        "broker.yaml",
        "broker",
        // Tests kill it, and its class path has a folder: neither leaves an archive.
        List.of(),
        distribution.brokerClassPath(),
        BROKER_ALONE,
        Map.of("MR_RECORDS", records().toString()));
  }

  /** Where the engine by itself writes its records. */
  public Path records() {
    return settings.home().resolve("data/records.ndjson");
  }

  private void startNode(
      int node,
      String configuration,
      String profiles,
      List<String> archive,
      String classPath,
      String program,
      Map<String, String> more) {
    Path home = distribution.camunda();
    List<String> command = new ArrayList<>(AFTER_THE_SERVICE);
    command.addAll(SmallJava.command());
    command.addAll(archive);
    command.addAll(
        List.of(
            "-Xms512m",
            "-Xmx1g",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Dapp.home=" + home,
            "-Dbasedir=" + home,
            "-Dlog4j.configurationFile=" + home.resolve("config/log4j2.xml"),
            "-Dspring.config.additional-location=file:"
                + home
                + "/config/,file:"
                + settings.root().resolve("config/camunda").resolve(configuration),
            "-Dspring.profiles.active=" + profiles,
            "-cp",
            classPath,
            program));
    Map<String, String> environment = new HashMap<>(more);
    environment.putAll(cluster.environment(node));
    environment.put("CAMUNDA_LOG_FILE_APPENDER_ENABLED", "false");
    // Not in the project, whose ./config it would take for its own.
    processes.start(EngineCluster.name(node), 3, command, settings.home(), environment);
  }

  /**
   * Waits until the index has what it kept, whole but for copies. A fresh one shows what was
   * written after a fifth of a second instead of a whole one.
   */
  public void awaitOpenSearch() {
    processes.await(INDEX, () -> Http.status(settings.openSearchUrl() + USABLE) == 200);
    Http.put(
        settings.openSearchUrl() + "/_cluster/settings",
        "{\"persistent\":{\"cluster.default.index.refresh_interval\":\"200ms\"}}");
  }

  /** Waits until every broker is well and the web applications answer. */
  public void awaitCamunda() {
    awaitBroker();
    awaitFirst(() -> Http.status(settings.webUrl() + "/tasklist") == 200);
  }

  /** Waits until every broker is well. */
  public void awaitBroker() {
    awaitFirst(
        () ->
            Http.status(settings.managementUrl() + "/actuator/health") == 200 && cluster.isWhole());
  }

  /**
   * Waits until all that was processed by now is in the index: after a restart the exporter pauses
   * for up to a minute before it goes on.
   */
  public void awaitExport() {
    long processed = position("processedPosition");
    awaitFirst(() -> position("exportedPosition") >= processed);
  }

  private long position(String name) {
    Matcher found =
        Pattern.compile("\"" + name + "\":(\\d+)")
            .matcher(Http.body(settings.managementUrl() + "/actuator/partitions"));
    return found.find() ? Long.parseLong(found.group(1)) : -1;
  }

  /** Waits until Tasklist has a number of forms that were deployed, by their keys. */
  void awaitForms(List<Long> keys) {
    awaitFirst(
        () ->
            keys.stream()
                .allMatch(
                    key ->
                        Http.body(settings.openSearchUrl() + "/tasklist-form-*/_count?q=id:" + key)
                            .contains("\"count\":1")));
  }

  /** Makes the {@link #REVIEWERS}, as soon as Operate has made the index they are kept in. */
  public void createReviewers() {
    for (String name : REVIEWERS) {
      String user =
          """
          {"id":"%1$s","userId":"%1$s","displayName":"%1$s","password":"{noop}%1$s","roles":["OPERATOR"]}\
          """
              .formatted(name);
      awaitFirst(
          () ->
              Http.put(
                          settings.openSearchUrl()
                              + "/operate-user-1.2.0_/_doc/"
                              + name
                              + "?refresh=true",
                          user)
                      / 100
                  == 2);
    }
  }

  /** The first node has the gateway and the web applications. */
  private void awaitFirst(BooleanSupplier condition) {
    processes.await(EngineCluster.name(0), condition);
  }
}
