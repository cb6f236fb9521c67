package dev.merchantreview.engine;

import dev.merchantreview.shared.LoopingService;
import dev.merchantreview.shared.OutsideUnavailableException;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.response.Decision;
import io.camunda.client.api.response.DeploymentEvent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Brings the editions of decision tables to the engine before their day. An edition that is there
 * is not given again, and one that an engine lost is, when it is asked.
 */
@Component
class EditionDeployment extends LoopingService {

  private static final Logger LOG = LoggerFactory.getLogger(EditionDeployment.class);
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final CamundaClient client;
  private final ProcessDeployment models;
  private final Partitions partitions;
  private final DecisionEditions editions;
  private final DecisionTables tables;
  private final JdbcClient jdbc;
  private final Clock clock;
  private final Map<String, Integer> released = new ConcurrentHashMap<>();
  private final Map<DecisionEditions.TableEdition, Long> keys = new ConcurrentHashMap<>();
  private final Set<DecisionEditions.TableEdition> tried = ConcurrentHashMap.newKeySet();
  private final Map<DecisionEditions.TableEdition, String> refusals = new ConcurrentHashMap<>();

  EditionDeployment(
      CamundaClient client,
      ProcessDeployment models,
      ConnectedCluster cluster,
      DecisionEditions editions,
      DecisionTables tables,
      JdbcClient jdbc,
      Clock clock,
      MeterRegistry meters) {
    super("edition-deployment", IDLE);
    this.client = client;
    this.models = models;
    this.partitions = new Partitions(client, cluster);
    this.editions = editions;
    this.tables = tables;
    this.jdbc = jdbc;
    this.clock = clock;
    Gauge.builder("merchantreview.engine.editions.refused", refusals, Map::size)
        .description(
            "Editions of decision tables the engine refuses, or does not let the service ask")
        .register(meters);
  }

  /** The editions the engine refuses, or does not let the service ask, each with why. */
  Map<String, String> refusals() {
    Map<String, String> told = new TreeMap<>();
    refusals.forEach((edition, why) -> told.put(EditionFile.name(edition), why));
    return told;
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(EditionsChanged changed) {
    wake();
  }

  @Override
  protected boolean workSome() {
    for (DecisionEditions.TableEdition edition : editions.awaited()) {
      try {
        tryOut(edition);
        refusals.remove(edition);
      } catch (OutsideUnavailableException away) {
        LOG.debug("No edition is deployed now: {}", away.getMessage());
        return false;
      } catch (ClientException refused) {
        // Once for each reason: it is tried again for ever.
        String why = String.valueOf(refused.getMessage());
        if (!why.equals(refusals.put(edition, why))) {
          LOG.error(
              "The engine refuses {}, which is to judge cases: {}", EditionFile.name(edition), why);
        }
      }
    }
    return false;
  }

  /**
   * Asks an edition once as soon as it is there, which changes nothing: what the engine lost is
   * given anew, and what the service may not ask is told before the day.
   */
  private void tryOut(DecisionEditions.TableEdition edition) {
    long key = key(edition);
    if (tried.contains(edition)) {
      return;
    }
    try {
      client.newEvaluateDecisionCommand().decisionKey(key).variables(Map.of()).send().join();
    } catch (ClientException failed) {
      if (!ProcessDeployment.isUnknownKey(failed)) {
        throw failed;
      }
      again(edition);
    }
    tried.add(edition);
  }

  /**
   * The key the engine knows an edition by.
   *
   * @throws OutsideUnavailableException while the engine does not have it
   */
  long key(DecisionEditions.TableEdition edition) {
    // The engine is one that can be worked with, and there.
    models.status();
    Long known = keys.get(edition);
    if (known != null) {
      return known;
    }
    Optional<Long> kept = kept(edition);
    kept.ifPresent(key -> keys.put(edition, key));
    return kept.orElseGet(() -> deploy(edition));
  }

  /** The engine does not know the key it gave. */
  void again(DecisionEditions.TableEdition edition) {
    deploy(edition);
  }

  /**
   * Has the engine know a table of this release under the id of its own that diagrams call it by:
   * once for each time it was given the release, and so again where it lost that.
   *
   * @throws OutsideUnavailableException while the engine does not take it
   */
  void haveReleased(String table) {
    models.status();
    Integer settled = models.timesSettled();
    if (settled.equals(released.get(table))) {
      return;
    }
    String id = EditionFile.releasedId(table, tables.sha256(table).orElseThrow());
    // The same file once more makes no new version.
    deploy(id, id + ".dmn", EditionFile.of(table, id, tables.released(table).orElseThrow()));
    released.put(table, settled);
  }

  private long deploy(DecisionEditions.TableEdition edition) {
    long key =
        deploy(
            EditionFile.decisionId(edition),
            EditionFile.name(edition),
            EditionFile.of(edition, editions.content(edition.table(), edition.edition())));
    LOG.info("Deployed edition {} of {}", edition.edition(), edition.table());
    keep(edition, key);
    keys.put(edition, key);
    return key;
  }

  /**
   * A diagram may call it in any partition, and where it is not there yet the call is an incident.
   */
  private long deploy(String decisionId, String name, byte[] content) {
    try {
      DeploymentEvent event =
          client.newDeployResourceCommand().addResourceBytes(content, name).send().join();
      List<Decision> deployed = event.getDecisions();
      long key =
          deployed.stream()
              .filter(one -> one.getDmnDecisionId().equals(decisionId))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("no decision in " + deployed))
              .getDecisionKey();
      if (!partitions.allHave(key)) {
        throw new OutsideUnavailableException(
            "not each partition of the engine has " + decisionId + " yet", null);
      }
      return key;
    } catch (ClientException failed) {
      if (EngineFailure.of(failed) == EngineFailure.PASSING) {
        throw new OutsideUnavailableException(
            "the engine takes no edition now: " + failed.getMessage(), failed);
      }
      throw failed;
    }
  }

  private Optional<Long> kept(DecisionEditions.TableEdition edition) {
    return jdbc.sql(
            "select engine_key from engine_edition where table_id = :table and edition = :edition")
        .param("table", edition.table())
        .param("edition", edition.edition())
        .query(Long.class)
        .optional();
  }

  private void keep(DecisionEditions.TableEdition edition, long key) {
    jdbc.sql(
            "insert into engine_edition (table_id, edition, engine_key, updated_at)"
                + " values (:table, :edition, :key, :now) on conflict (table_id, edition)"
                + " do update set engine_key = excluded.engine_key, updated_at = excluded.updated_at")
        .param("table", edition.table())
        .param("edition", edition.edition())
        .param("key", key)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }
}
