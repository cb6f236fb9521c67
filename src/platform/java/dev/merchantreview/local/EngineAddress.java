package dev.merchantreview.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where a cluster is that runs already.
 *
 * @param grpc of its gateway
 * @param rest of its REST API, and of Tasklist
 */
record EngineAddress(URI grpc, URI rest) {

  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final int PATIENCE_MILLIS = 5_000;

  /**
   * @param value {@code GRPC,REST}: two addresses such as {@code http://127.0.0.1:26500}
   * @throws LaunchException that names everything wrong with it
   */
  static EngineAddress of(String value) {
    String[] parts = value.split(",", -1);
    if (parts.length != 2) {
      throw new LaunchException(
          "--engine takes two addresses, GRPC,REST, for example"
              + " http://127.0.0.1:26500,http://127.0.0.1:8080; given: "
              + value);
    }
    List<String> wrong = new ArrayList<>();
    URI grpc = address("GRPC", parts[0], wrong);
    URI rest = address("REST", parts[1], wrong);
    if (!wrong.isEmpty()) {
      throw new LaunchException(String.join("\n", wrong));
    }
    return new EngineAddress(grpc, rest);
  }

  private static URI address(String name, String text, List<String> wrong) {
    try {
      URI address = URI.create(text.strip());
      if (SCHEMES.contains(String.valueOf(address.getScheme()))
          && address.getHost() != null
          && address.getPort() > 0
          && address.getPort() < 65_536) {
        return address;
      }
    } catch (IllegalArgumentException noAddress) {
      // Answered below, as any other unusable address.
    }
    wrong.add(
        "--engine: the "
            + name
            + " address must be http://HOST:PORT or https://HOST:PORT; given: "
            + text);
    return URI.create("");
  }

  /**
   * @throws LaunchException that names each address nobody answers at
   */
  void check() {
    List<String> wrong = new ArrayList<>();
    if (!isOpen(grpc)) {
      wrong.add("nobody listens at " + grpc + ", the engine's gRPC address");
    }
    // One that asks for a login answers too.
    if (Http.status(rest + "/v2/topology") == 0) {
      wrong.add("nobody answers at " + rest + ", the engine's REST address");
    }
    if (!wrong.isEmpty()) {
      throw new LaunchException(String.join("\n", wrong));
    }
  }

  private static boolean isOpen(URI address) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), PATIENCE_MILLIS);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  /** What the service has to be told of it. */
  List<String> serviceArguments() {
    return List.of(
        "--merchant-review.engine.grpc-address=" + grpc,
        "--merchant-review.engine.rest-address=" + rest,
        "--merchant-review.engine.tasklist.url=" + rest);
  }
}
