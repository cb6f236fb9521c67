import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobResponse;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import io.camunda.zeebe.protocol.impl.encoding.MsgPackConverter;
import io.camunda.zeebe.protocol.impl.record.RecordMetadata;
import io.camunda.zeebe.protocol.impl.record.UnifiedRecordValue;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import io.camunda.zeebe.protocol.impl.record.value.job.JobResult;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceRecord;
import io.camunda.zeebe.protocol.impl.record.value.usertask.UserTaskRecord;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.JobResultType;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The in-memory engine of Camunda 8.8 with a door for people: it has no Tasklist and no REST, so a
 * user task is assigned and completed by writing the very commands those would write.
 *
 * <p>{@code GET /tasks} lists what happened to user tasks, a line an event: key, process instance,
 * element, event, assignee, denial. {@code PUT /tasks/<key>?assignee=<name>} gives a task to
 * somebody, {@code POST /tasks/<key>} completes it with the variables of the body. {@code GET
 * /elements} lists the subprocesses that were entered: key, process instance, element.
 */
public final class AskingEngine {

  private static final int INNER_GATEWAY = 5;

  private final ZeebeTestEngine engine;
  private final Object writer;
  private final Method write;

  private AskingEngine(ZeebeTestEngine engine) throws ReflectiveOperationException {
    this.engine = engine;
    Object gateway = field(engine, "gateway");
    this.writer = field(gateway, "writer");
    this.write =
        writer
            .getClass()
            .getDeclaredMethod(
                "writeCommandWithKey", Long.class, UnifiedRecordValue.class, RecordMetadata.class);
    write.setAccessible(true);
  }

  /** Arguments: the port for gRPC, the port for people. */
  public static void main(String[] args) throws Exception {
    // The test engine's own gateway forgets what a task listener answers, so callers come through
    // another one, which hands the answer on.
    ZeebeTestEngine engine = EngineFactory.create(Integer.parseInt(args[0]) + INNER_GATEWAY);
    engine.start();
    AskingEngine door = new AskingEngine(engine);
    NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])))
        .addService(
            ServerInterceptors.intercept((BindableService) field(engine, "gateway"), door.answers()))
        .build()
        .start();
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1])), 0);
    server.createContext("/tasks", door::serve);
    server.createContext("/elements", exchange -> send(exchange, 200, door.subprocesses()));
    server.start();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String answer;
    int status = 200;
    try {
      String path = exchange.getRequestURI().getPath();
      String key = path.substring(path.lastIndexOf('/') + 1);
      answer = "";
      switch (exchange.getRequestMethod()) {
        case "PUT" -> {
          String query = exchange.getRequestURI().getQuery();
          assign(Long.parseLong(key), query.substring(query.indexOf('=') + 1));
        }
        case "POST" ->
            complete(
                Long.parseLong(key),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        default -> answer = tasks();
      }
    } catch (Exception failed) {
      status = 500;
      answer = failed.toString();
    }
    send(exchange, status, answer);
  }

  private static void send(HttpExchange exchange, int status, String answer) throws IOException {
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String tasks() {
    StringBuilder lines = new StringBuilder();
    for (Record<?> record : engine.getRecordStreamSource().getRecords()) {
      if (record.getValueType() == ValueType.USER_TASK && record.getRecordType() == RecordType.EVENT) {
        UserTaskRecord task = (UserTaskRecord) record.getValue();
        lines.append(
            String.join(
                "\t",
                Long.toString(task.getUserTaskKey()),
                Long.toString(task.getProcessInstanceKey()),
                task.getElementId(),
                record.getIntent().name(),
                task.getAssignee(),
                task.getDeniedReason()));
        lines.append('\n');
      }
    }
    return lines.toString();
  }

  private String subprocesses() {
    StringBuilder lines = new StringBuilder();
    for (Record<?> record : engine.getRecordStreamSource().getRecords()) {
      if (record.getValueType() == ValueType.PROCESS_INSTANCE
          && record.getIntent() == ProcessInstanceIntent.ELEMENT_ACTIVATED) {
        ProcessInstanceRecord element = (ProcessInstanceRecord) record.getValue();
        if (element.getBpmnElementType() == BpmnElementType.SUB_PROCESS) {
          lines.append(
              String.join(
                  "\t",
                  Long.toString(record.getKey()),
                  Long.toString(element.getProcessInstanceKey()),
                  element.getElementId()));
          lines.append('\n');
        }
      }
    }
    return lines.toString();
  }

  private void assign(long key, String assignee) throws Exception {
    command(
        key,
        UserTaskIntent.ASSIGN,
        new UserTaskRecord().setUserTaskKey(key).setAssignee(assignee).setAction("assign"));
  }

  private void complete(long key, String variables) throws Exception {
    command(
        key,
        UserTaskIntent.COMPLETE,
        new UserTaskRecord()
            .setUserTaskKey(key)
            .setAction("complete")
            .setVariables(new UnsafeBuffer(MsgPackConverter.convertToMsgPack(variables))));
  }

  /** Completes jobs with what their listeners answered. */
  private ServerInterceptor answers() {
    return new ServerInterceptor() {
      @Override
      public <Q, A> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (!call.getMethodDescriptor().getFullMethodName().endsWith("/CompleteJob")) {
          return next.startCall(call, headers);
        }
        call.request(1);
        return new ServerCall.Listener<Q>() {
          @Override
          @SuppressWarnings("unchecked")
          public void onMessage(Q message) {
            try {
              completeJob((CompleteJobRequest) message);
              call.sendHeaders(new Metadata());
              call.sendMessage((A) CompleteJobResponse.getDefaultInstance());
              call.close(Status.OK, new Metadata());
            } catch (Exception failed) {
              call.close(Status.INTERNAL.withDescription(failed.toString()), new Metadata());
            }
          }
        };
      }
    };
  }

  private void completeJob(CompleteJobRequest request) throws Exception {
    JobRecord job = new JobRecord();
    if (!request.getVariables().isEmpty()) {
      job.setVariables(new UnsafeBuffer(MsgPackConverter.convertToMsgPack(request.getVariables())));
    }
    if (request.hasResult()) {
      job.setResult(
          new JobResult()
              .setType(JobResultType.USER_TASK)
              .setDenied(request.getResult().getDenied())
              .setDeniedReason(request.getResult().getDeniedReason()));
    }
    write.invoke(
        writer,
        request.getJobKey(),
        job,
        new RecordMetadata()
            .recordType(RecordType.COMMAND)
            .valueType(ValueType.JOB)
            .intent(JobIntent.COMPLETE));
  }

  private void command(long key, UserTaskIntent intent, UserTaskRecord value) throws Exception {
    write.invoke(
        writer,
        key,
        value,
        new RecordMetadata()
            .recordType(RecordType.COMMAND)
            .valueType(ValueType.USER_TASK)
            .intent(intent));
  }

  private static Object field(Object owner, String name) throws ReflectiveOperationException {
    Field field = owner.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(owner);
  }
}
