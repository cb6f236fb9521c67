package dev.merchantreview.local;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;

/**
 * Flowable in this JVM, on a database of its own of the platform's server: what accepting costs
 * where a library keeps the case, without a door, an idempotency key, a seal or a history of ours.
 */
final class EmbeddedEngine implements AutoCloseable {

  private static final String DATABASE = "embedded_engine";
  private static final int CONNECTIONS = 16;
  private static final String DIAGRAM =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="bench" id="bench">
        <process id="review" isExecutable="true">
          <startEvent id="begun"/>
          <sequenceFlow id="on" sourceRef="begun" targetRef="look"/>
          <userTask id="look"/>
          <sequenceFlow id="off" sourceRef="look" targetRef="ended"/>
          <endEvent id="ended"/>
        </process>
      </definitions>
      """;

  private final ProcessEngine engine;

  private EmbeddedEngine(ProcessEngine engine) {
    this.engine = engine;
  }

  static EmbeddedEngine start(Settings settings) throws java.io.IOException {
    LocalDatabase.create(settings, DATABASE);
    StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
    configuration.setJdbcUrl(settings.jdbcUrl(DATABASE));
    configuration.setJdbcDriver("org.postgresql.Driver");
    configuration.setJdbcUsername("postgres");
    configuration.setJdbcPassword("postgres");
    configuration.setJdbcMaxActiveConnections(CONNECTIONS);
    configuration.setJdbcMaxIdleConnections(CONNECTIONS);
    configuration.setDatabaseSchemaUpdate("true");
    configuration.setAsyncExecutorActivate(false);
    configuration.setDisableEventRegistry(true);
    configuration.setDisableIdmEngine(true);
    ProcessEngine engine = configuration.buildProcessEngine();
    engine
        .getRepositoryService()
        .createDeployment()
        .addBytes("review.bpmn20.xml", DIAGRAM.getBytes(StandardCharsets.UTF_8))
        .deploy();
    return new EmbeddedEngine(engine);
  }

  /** Begins one process that waits for a person. */
  boolean begin(String content) {
    return engine
            .getRuntimeService()
            .startProcessInstanceByKey("review", Map.of("content", content))
            .getId()
        != null;
  }

  @Override
  public void close() {
    engine.close();
  }
}
