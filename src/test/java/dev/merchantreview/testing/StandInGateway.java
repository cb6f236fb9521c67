package dev.merchantreview.testing;

import io.camunda.zeebe.gateway.protocol.GatewayGrpc;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivatedJob;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.BrokerInfo;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CancelProcessInstanceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CancelProcessInstanceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CreateProcessInstanceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CreateProcessInstanceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DecisionMetadata;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.EvaluateDecisionRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.EvaluateDecisionResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.EvaluatedDecision;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FormMetadata;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.MatchedDecisionRule;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.MigrateProcessInstanceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.MigrateProcessInstanceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ProcessMetadata;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.PublishMessageRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.PublishMessageResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.Resource;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.SetVariablesRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.SetVariablesResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.StreamActivatedJobsRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.TopologyRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.TopologyResponse;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks the engine's gRPC protocol as far as the service uses it, and runs nothing: what it
 * answers is chosen by the test, so that a lost, late or refused answer comes when it is wanted.
 * Like the engine it knows a message by its id, and a resource by its content. It hands out no
 * jobs.
 */
public final class StandInGateway implements AutoCloseable {

  private static final Pattern PROCESS = Pattern.compile("<bpmn:process id=\"([^\"]+)\"");
  private static final String PROBE = "records-probe";
  private static final Pattern DECISION = Pattern.compile("<decision id=\"([^\"]+)\"");
  private static final Pattern FORM = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");

  /** Keys of the first partition are above it. */
  public static final long FIRST_PARTITION = 1L << 51;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Server server;
  private final AtomicLong keys = new AtomicLong(FIRST_PARTITION + 1_000);
  private final Set<String> taken = ConcurrentHashMap.newKeySet();
  private final Map<String, Deployed> newest = new HashMap<>();
  private final Set<Long> given = new HashSet<>();

  /** Every try to publish a message, in the order they came. */
  public final List<PublishMessageRequest> published = new CopyOnWriteArrayList<>();

  /** Every deployment that was asked for. */
  public final List<DeployResourceRequest> deployments = new CopyOnWriteArrayList<>();

  /** The instances that were started and not cancelled. */
  public final Map<Long, CreateProcessInstanceRequest> running = new ConcurrentHashMap<>();

  public final AtomicLong started = new AtomicLong();
  public final List<CompleteJobRequest> completed = new CopyOnWriteArrayList<>();
  public final List<EvaluateDecisionRequest> decided = new CopyOnWriteArrayList<>();

  /** What is answered instead of taking a message; empty takes it. */
  public volatile Function<PublishMessageRequest, Optional<Status>> refuses =
      message -> Optional.empty();

  /** What is answered although a message was taken. */
  public volatile Function<PublishMessageRequest, Optional<Status>> loses =
      message -> Optional.empty();

  /** Whether a message is never answered. */
  public volatile Function<PublishMessageRequest, Boolean> hangs = message -> false;

  /** What is answered instead of deciding. */
  public volatile Function<EvaluateDecisionRequest, Optional<Status>> refusesDecision =
      asked -> Optional.empty();

  /** What is answered instead of completing a job. */
  public volatile Function<CompleteJobRequest, Optional<Status>> refusesJob =
      job -> Optional.empty();

  /** What happens between the start of an instance and the answer; what it gives is answered. */
  public volatile Function<CreateProcessInstanceRequest, Optional<Status>> afterStart =
      instance -> Optional.empty();

  /** Every try to move an instance to another version, in the order they came. */
  public final List<MigrateProcessInstanceRequest> migrations = new CopyOnWriteArrayList<>();

  /** What it was given to see how far its records are, by its key, with its variables. */
  public final Map<Long, String> probes = new ConcurrentHashMap<>();

  /** Whether an instance runs. */
  public volatile LongPredicate runs = instance -> true;

  /** The variables each instance was told. */
  public final Map<Long, String> told = new ConcurrentHashMap<>();

  /** What is answered to a move, which is made all the same; empty answers that it is. */
  public volatile Function<MigrateProcessInstanceRequest, Optional<Status>> migrating =
      migration -> Optional.empty();

  /** What a decision answers: no row, unless set. */
  public volatile Function<EvaluateDecisionRequest, EvaluateDecisionResponse> decides =
      asked -> answered("null");

  /** A decision's answer, as JSON. */
  public static EvaluateDecisionResponse answered(String json) {
    return EvaluateDecisionResponse.newBuilder()
        .setDecisionOutput(json)
        .setDecisionVersion(1)
        .build();
  }

  /** Has decisions answer as the tables of this release do. */
  public StandInGateway withTables() {
    TableAnswers tables = TableAnswers.get();
    JsonMapper json = JsonMapper.builder().build();
    decides =
        asked -> {
          JsonNode answer =
              tables.ask(
                  decisionOf(asked.getDecisionKey()),
                  json.readValue(
                      asked.getVariables(), new TypeReference<Map<String, Object>>() {}));
          EvaluatedDecision.Builder evaluated = EvaluatedDecision.newBuilder();
          answer
              .path("rules")
              .forEach(
                  rule ->
                      evaluated.addMatchedRules(
                          MatchedDecisionRule.newBuilder().setRuleId(rule.asString())));
          return EvaluateDecisionResponse.newBuilder()
              .setDecisionOutput(answer.path("output").toString())
              .setDecisionVersion(1)
              .addEvaluatedDecisions(evaluated)
              .build();
        };
    return this;
  }

  /** What happens before a deployment is answered. */
  public volatile Runnable whileDeploying = () -> {};

  private record Deployed(String content, long key, int version) {}

  /** The version it calls itself. */
  public volatile String version = "8.6.0";

  /** The versions its brokers call themselves. */
  public volatile List<String> brokers = List.of("");

  /** How many partitions it says it has. */
  public volatile int partitions = 1;

  public StandInGateway() {
    this(List.of());
  }

  /**
   * @param interceptors what looks at every call first
   */
  public StandInGateway(List<ServerInterceptor> interceptors) {
    try {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .executor(threads)
              .maxInboundMessageSize(64 << 20)
              .addService(ServerInterceptors.intercept(new Gateway(), interceptors))
              .build()
              .start();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  public int port() {
    return server.getPort();
  }

  /** The setting that leads the service here. */
  public String address() {
    return "--merchant-review.engine.grpc-address=http://127.0.0.1:" + port();
  }

  /** The key a new instance of a process, or a decision without a key, would follow now. */
  public synchronized long newestKey(String id) {
    return newest.get(id).key();
  }

  /** Whether a version of a process or decision was deployed here. */
  public synchronized boolean has(String id) {
    return newest.containsKey(id);
  }

  /** Loses its data, as an engine that is set up anew. */
  public synchronized void forget() {
    newest.clear();
    given.clear();
    taken.clear();
    running.clear();
  }

  /** The id of the decision that has a key; empty when none has. */
  public synchronized String decisionOf(long key) {
    return newest.entrySet().stream()
        .filter(one -> one.getValue().key() == key)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  private synchronized boolean gave(long key) {
    return given.contains(key);
  }

  @Override
  public void close() {
    server.shutdownNow();
    threads.shutdownNow();
  }

  private synchronized Deployed deploy(String id, String content) {
    Deployed last = newest.get(id);
    if (last == null || !last.content().equals(content)) {
      last = new Deployed(content, keys.incrementAndGet(), last == null ? 1 : last.version() + 1);
      newest.put(id, last);
      given.add(last.key());
    }
    return last;
  }

  private static List<String> ids(Pattern pattern, String content) {
    List<String> ids = new ArrayList<>();
    Matcher matcher = pattern.matcher(content);
    while (matcher.find()) {
      ids.add(matcher.group(1));
    }
    return ids;
  }

  private static <T> void answer(StreamObserver<T> to, @Nullable Status failure, T answer) {
    if (failure != null) {
      to.onError(failure.asRuntimeException());
      return;
    }
    to.onNext(answer);
    to.onCompleted();
  }

  private final class Gateway extends GatewayGrpc.GatewayImplBase {

    @Override
    public void topology(TopologyRequest request, StreamObserver<TopologyResponse> to) {
      answer(
          to,
          null,
          TopologyResponse.newBuilder()
              .setClusterSize(1)
              .setPartitionsCount(partitions)
              .setReplicationFactor(1)
              .setGatewayVersion(version)
              .addAllBrokers(
                  brokers.stream()
                      .map(one -> BrokerInfo.newBuilder().setVersion(one).build())
                      .toList())
              .build());
    }

    @Override
    public void publishMessage(
        PublishMessageRequest message, StreamObserver<PublishMessageResponse> to) {
      published.add(message);
      if (hangs.apply(message)) {
        return;
      }
      Status failure = refuses.apply(message).orElse(null);
      if (failure == null && !taken.add(message.getMessageId())) {
        failure = Status.ALREADY_EXISTS.withDescription("a message with this id was published");
      } else if (failure == null) {
        failure = loses.apply(message).orElse(null);
      }
      answer(
          to, failure, PublishMessageResponse.newBuilder().setKey(keys.incrementAndGet()).build());
    }

    @Override
    public void deployResource(
        DeployResourceRequest request, StreamObserver<DeployResourceResponse> to) {
      deployments.add(request);
      whileDeploying.run();
      DeployResourceResponse.Builder response =
          DeployResourceResponse.newBuilder().setKey(keys.incrementAndGet());
      for (Resource resource : request.getResourcesList()) {
        String content = resource.getContent().toStringUtf8();
        String name = resource.getName();
        if (name.endsWith(".bpmn")) {
          for (String id : ids(PROCESS, content)) {
            Deployed kept = deploy(id, content);
            response
                .addDeploymentsBuilder()
                .setProcess(
                    ProcessMetadata.newBuilder()
                        .setBpmnProcessId(id)
                        .setResourceName(name)
                        .setVersion(kept.version())
                        .setProcessDefinitionKey(kept.key()));
          }
        } else if (name.endsWith(".dmn")) {
          for (String id : ids(DECISION, content)) {
            Deployed kept = deploy(id, content);
            response
                .addDeploymentsBuilder()
                .setDecision(
                    DecisionMetadata.newBuilder()
                        .setDmnDecisionId(id)
                        .setVersion(kept.version())
                        .setDecisionKey(kept.key()));
          }
        } else {
          String id = ids(FORM, content).getLast();
          Deployed kept = deploy(id, content);
          response
              .addDeploymentsBuilder()
              .setForm(
                  FormMetadata.newBuilder()
                      .setFormId(id)
                      .setResourceName(name)
                      .setVersion(kept.version())
                      .setFormKey(kept.key()));
        }
      }
      answer(to, null, response.build());
    }

    @Override
    public void createProcessInstance(
        CreateProcessInstanceRequest request, StreamObserver<CreateProcessInstanceResponse> to) {
      boolean probe = request.getBpmnProcessId().equals(PROBE);
      if (probe ? !has(PROBE) : !gave(request.getProcessDefinitionKey())) {
        to.onError(Status.NOT_FOUND.withDescription("no such process").asRuntimeException());
        return;
      }
      long key = keys.incrementAndGet();
      if (probe) {
        probes.put(key, request.getVariables());
        answer(
            to,
            null,
            CreateProcessInstanceResponse.newBuilder().setProcessInstanceKey(key).build());
        return;
      }
      running.put(key, request);
      started.incrementAndGet();
      answer(
          to,
          afterStart.apply(request).orElse(null),
          CreateProcessInstanceResponse.newBuilder()
              .setBpmnProcessId(request.getBpmnProcessId())
              .setProcessInstanceKey(key)
              .build());
    }

    @Override
    public void cancelProcessInstance(
        CancelProcessInstanceRequest request, StreamObserver<CancelProcessInstanceResponse> to) {
      boolean known = running.remove(request.getProcessInstanceKey()) != null;
      answer(
          to, known ? null : Status.NOT_FOUND, CancelProcessInstanceResponse.getDefaultInstance());
    }

    @Override
    public void setVariables(SetVariablesRequest request, StreamObserver<SetVariablesResponse> to) {
      boolean known = runs.test(request.getElementInstanceKey());
      if (known && !request.getVariables().equals("{}")) {
        told.put(request.getElementInstanceKey(), request.getVariables());
      }
      answer(to, known ? null : Status.NOT_FOUND, SetVariablesResponse.getDefaultInstance());
    }

    @Override
    public void migrateProcessInstance(
        MigrateProcessInstanceRequest request, StreamObserver<MigrateProcessInstanceResponse> to) {
      migrations.add(request);
      answer(
          to,
          migrating.apply(request).orElse(null),
          MigrateProcessInstanceResponse.getDefaultInstance());
    }

    @Override
    public void completeJob(CompleteJobRequest job, StreamObserver<CompleteJobResponse> to) {
      completed.add(job);
      answer(to, refusesJob.apply(job).orElse(null), CompleteJobResponse.getDefaultInstance());
    }

    @Override
    public void evaluateDecision(
        EvaluateDecisionRequest request, StreamObserver<EvaluateDecisionResponse> to) {
      decided.add(request);
      answer(
          to,
          gave(request.getDecisionKey())
              ? refusesDecision.apply(request).orElse(null)
              : Status.INVALID_ARGUMENT.withDescription("but no decision found for key"),
          decides.apply(request));
    }

    /** Nothing to do, for as long as the question may wait. */
    @Override
    public void activateJobs(
        ActivateJobsRequest request, StreamObserver<ActivateJobsResponse> to) {}

    @Override
    public void streamActivatedJobs(
        StreamActivatedJobsRequest request, StreamObserver<ActivatedJob> to) {}
  }
}
