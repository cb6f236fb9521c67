package dev.merchantreview.engine;

import dev.merchantreview.database.DatabaseLock;
import dev.merchantreview.database.DatabaseLocks;
import dev.merchantreview.shared.OutsideUnavailableException;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.Decision;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.client.api.response.Process;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings processes, decisions and forms to the engine, all in one deployment so that nothing a
 * process is bound to is ever missing. Waits in the background for an engine that is away.
 *
 * <p>The engine regards whatever was deployed last as the newest, and new cases follow it. So a
 * model that was superseded by another is not deployed again: a service that restarts with it goes
 * on with the keys it had.
 */
@Component
class ProcessDeployment implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ProcessDeployment.class);

  private static final String NOT_REACHABLE =
      "Engine not reachable yet ({}); requests are kept for it";

  private final CamundaClient client;
  private final ConnectedCluster cluster;
  private final EngineProperties properties;
  private final Model model;
  private final DeployedModels models;
  private final DatabaseLocks locks;
  private final TransactionTemplate transaction;
  private final Partitions partitions;
  private final CountDownLatch ready = new CountDownLatch(1);
  private volatile boolean running;
  private volatile @Nullable String refusal;
  private volatile @Nullable ModelStatus status;
  private final AtomicInteger settled = new AtomicInteger();
  private volatile Thread thread = new Thread();

  ProcessDeployment(
      CamundaClient client,
      ConnectedCluster cluster,
      EngineProperties properties,
      Model model,
      DeployedModels models,
      DatabaseLocks locks,
      TransactionTemplate transaction) {
    this.client = client;
    this.cluster = cluster;
    this.properties = properties;
    this.model = model;
    this.models = models;
    this.locks = locks;
    this.transaction = transaction;
    this.partitions = new Partitions(client, cluster);
  }

  /**
   * How this service's model stands in the engine.
   *
   * @param number rises with each newer model
   * @param newest the hash of the model that new cases follow
   * @param settling whether Tasklist may not have its forms yet
   * @param spreading whether not every partition may have it yet
   */
  record ModelStatus(
      ModelKeys keys, long number, String newest, boolean settling, boolean spreading) {}

  /** Blocks until the engine has everything a case needs. */
  void awaitReady() throws InterruptedException {
    ready.await();
  }

  boolean isReady() {
    return ready.getCount() == 0;
  }

  /** Why the engine refuses the deployment; null while it does not. */
  @Nullable String refusal() {
    return refusal;
  }

  /**
   * The newer model that new cases follow instead of this service's own; empty when there is none.
   */
  Optional<String> supersededBy() {
    ModelStatus now = status;
    return now == null || now.newest().equals(model.hash())
        ? Optional.empty()
        : Optional.of(now.newest());
  }

  /** The model this service was built with. */
  Model model() {
    return model;
  }

  /**
   * How this service's own model stands.
   *
   * @throws OutsideUnavailableException until the engine has it
   */
  ModelStatus status() {
    ModelStatus now = status;
    if (now == null) {
      throw new OutsideUnavailableException("the engine does not have the processes yet", null);
    }
    return now;
  }

  /** How many times this service found its model in the engine, or gave it. */
  int timesSettled() {
    return settled.get();
  }

  /** The engine does not know a key it gave: its data was lost, and it is given everything anew. */
  void again() {
    synchronized (this) {
      if (running && !thread.isAlive()) {
        thread = Thread.ofVirtual().name("deployment").start(this::run);
      }
    }
  }

  @Override
  public void start() {
    running = true;
    again();
  }

  @Override
  public void stop() {
    running = false;
    thread.interrupt();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the outbox sender and the workers. */
  @Override
  public int getPhase() {
    return -10;
  }

  private void run() {
    try {
      boolean told = false;
      OffsetDateTime since = null;
      while (running) {
        try {
          since = since == null ? models.now() : since;
          if (isNewEnough() && settle(since)) {
            return;
          }
        } catch (ClientStatusException failed) {
          told = tell(failed, failed, told);
        } catch (OutsideUnavailableException away) {
          told = tell(away, away.getCause(), told);
        } catch (RuntimeException failed) {
          log.warn("Deployment failed, trying again: {}", failed.toString());
        }
        TimeUnit.MILLISECONDS.sleep(properties.retryBackoff().toMillis());
      }
    } catch (InterruptedException stopped) {
      log.debug("Stopped before the deployment was done");
    }
  }

  /**
   * @param told whether it was said already that the engine is not reachable
   * @return whether it was now
   */
  private boolean tell(RuntimeException failure, @Nullable Throwable cause, boolean told) {
    Optional<String> refused =
        cause instanceof ClientStatusException failed ? refusal(failed) : Optional.empty();
    refused.ifPresent(this::refuse);
    if (refused.isPresent() || told || isWithoutToken(failure)) {
      return told;
    }
    log.warn(
        NOT_REACHABLE,
        cause instanceof ClientStatusException failed ? failed.getStatus() : failure.getMessage());
    return true;
  }

  /** A cluster that is too old gets no process it could not work through; it may be upgraded. */
  private boolean isNewEnough() {
    boolean newEnough = cluster.version().isAtLeast(ClusterVersion.OLDEST);
    if (!newEnough) {
      cluster.tooOld().ifPresent(this::refuse);
    }
    return newEnough;
  }

  private void refuse(String why) {
    if (!why.equals(refusal)) {
      log.error("{}", why);
    }
    refusal = why;
  }

  /** Why the engine will not take the deployment until somebody changes something. */
  private Optional<String> refusal(ClientStatusException failed) {
    String said = failed.getMessage();
    return switch (failed.getStatusCode()) {
      case INVALID_ARGUMENT -> Optional.of("The engine refuses the deployment: " + said);
      case UNAUTHENTICATED ->
          Optional.of(
              properties.oauth() == null && properties.saas() == null
                  ? "The cluster asks for a token, see merchant-review.engine.oauth: " + said
                  : "The cluster does not take the token, see merchant-review.engine.oauth.audience and what the cluster"
                      + " expects: "
                      + said);
      case PERMISSION_DENIED ->
          Optional.of(
              "The cluster gives the service no permission for the deployment, see docs/camunda-permissions.md: "
                  + said);
      default -> Optional.empty();
    };
  }

  /** Which was told already, when no token was given. */
  private static boolean isWithoutToken(Throwable failed) {
    return Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
        .anyMatch(TokenException.class::isInstance);
  }

  /**
   * @param since since when this service tries
   * @return false while another instance is at it, or a partition does not have it yet
   */
  private boolean settle(OffsetDateTime since) throws InterruptedException {
    ModelStatus now = transaction.execute(begun -> deployWhatIsNewest(since));
    if (now == null || now.spreading() && !partitions.allHave(now.keys().anyDecision())) {
      return false;
    }
    if (!now.newest().equals(model.hash())) {
      log.warn(
          "The diagrams and tables of this service ({}) were superseded by newer ones ({}), which new cases follow."
              + " To go back to its own on purpose, start it with merchant-review.engine.deploy-superseded.",
          model.shortHash(),
          now.newest().substring(0, model.shortHash().length()));
    }
    if (now.settling()) {
      TimeUnit.MILLISECONDS.sleep(properties.formSettle().toMillis());
    }
    status = now;
    settled.incrementAndGet();
    refusal = null;
    ready.countDown();
    return true;
  }

  /** One at a time, so that two who start together do not both believe to be the newest. */
  private @Nullable ModelStatus deployWhatIsNewest(OffsetDateTime since) {
    if (!locks.tryToHold(DatabaseLock.ENGINE_MODEL, "")) {
      return null;
    }
    Optional<DeployedModels.Deployed> newest = models.newest();
    Optional<DeployedModels.Deployed> own = models.find(model.hash());
    if (own.isPresent() && !own.equals(newest) && !properties.deploySuperseded()) {
      return superseded(own.get(), newest.orElseThrow());
    }
    if (own.isPresent() && own.equals(newest)) {
      // Again all the same: it may be another engine, or one that lost its data.
      return own.get().deployedAt().isAfter(since)
          ? new ModelStatus(models.keys(model.hash()), own.get().number(), model.hash(), true, true)
          : deploy(model, own.get().number());
    }
    return deploy(model, newest.map(DeployedModels.Deployed::number).orElse(0L) + 1);
  }

  /** An engine that lost its data gets both, in their order. */
  private ModelStatus superseded(DeployedModels.Deployed own, DeployedModels.Deployed newest) {
    ModelKeys keys = models.keys(own.hash());
    if (partitions.anyHas(keys.anyDecision())) {
      return new ModelStatus(keys, own.number(), newest.hash(), false, false);
    }
    ModelStatus old = deploy(model, own.number());
    deploy(models.model(newest.hash()), newest.number());
    return new ModelStatus(old.keys(), own.number(), newest.hash(), true, true);
  }

  /** Whether the engine says that it never gave a key, or not any more. */
  static boolean isUnknownKey(ClientException failed) {
    return switch (EngineFailure.of(failed)) {
      case GONE -> true;
      // How 8.6 reports it for a decision.
      case REFUSED -> Objects.toString(failed.getMessage(), "").contains("no decision found");
      default -> false;
    };
  }

  private ModelStatus deploy(Model deployed, long number) {
    DeployResourceCommandStep1 command = client.newDeployResourceCommand();
    DeployResourceCommandStep2 filled = null;
    for (Model.File file : deployed.asDeployed()) {
      filled =
          filled == null
              ? command.addResourceBytes(file.content(), file.name())
              : filled.addResourceBytes(file.content(), file.name());
    }
    DeploymentEvent event =
        Objects.requireNonNull(filled).requestTimeout(properties.deploymentTimeout()).send().join();
    event
        .getProcesses()
        .forEach(
            process ->
                log.info(
                    "Deployed {} version {}", process.getBpmnProcessId(), process.getVersion()));
    ModelKeys keys =
        new ModelKeys(
            event.getProcesses().stream()
                .collect(
                    Collectors.toMap(Process::getBpmnProcessId, Process::getProcessDefinitionKey)),
            event.getDecisions().stream()
                .collect(Collectors.toMap(Decision::getDmnDecisionId, Decision::getDecisionKey)));
    boolean spreading = !keys.equals(models.keys(deployed.hash()));
    models.keep(deployed, number, keys);
    // Tasklist shows raw variables for ever on a task it imports before the task's form. A form key
    // seen before is imported already; a new one gets time.
    boolean settling =
        models.keepForms(
            event.getForm().stream()
                .map(
                    form ->
                        new DeployedModels.Form(
                            form.getFormKey(), form.getFormId(), form.getVersion()))
                .toList());
    return new ModelStatus(keys, number, deployed.hash(), settling, spreading);
  }
}
