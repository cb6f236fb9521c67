import org.codelibs.opensearch.runner.OpenSearchRunner;

/**
 * One OpenSearch node on exactly the ports it is told, which the runner's own command line cannot say. Arguments: base
 * path, HTTP port, transport port.
 */
public class LocalOpenSearch {

  public static void main(String[] args) throws InterruptedException {
    int httpPort = Integer.parseInt(args[1]);
    OpenSearchRunner runner = new OpenSearchRunner();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    runner.close();
                  } catch (java.io.IOException cause) {
                    cause.printStackTrace();
                  }
                }));
    // Without an upper bound the runner takes the port as it is; it adds the number of the node, from 1.
    runner.setMaxHttpPort(-1);
    runner.onBuild(
        (node, settings) -> {
          settings.put("network.host", "127.0.0.1");
          settings.put("transport.port", args[2]);
        });
    runner.build(
        OpenSearchRunner.newConfigs()
            .clusterName("camunda")
            .numOfNode(1)
            .basePath(args[0])
            .baseHttpPort(httpPort - 1)
            .pluginTypes("TasklistIndexSettings"));
    Thread.currentThread().join();
  }
}
