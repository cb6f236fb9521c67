package dev.merchantreview.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports for what a test starts by number. They are below those that the system gives to whoever
 * goes out: one of those may be a browser's before the test has started anything on it. The
 * platforms of the tests have theirs elsewhere. None is given twice.
 */
public final class FreePorts {

  private static final int LOWEST = 12_000;
  private static final int HIGHEST = 15_400;
  private static final int TRIES = 1_000;
  private static final Set<Integer> GIVEN = new HashSet<>();

  private FreePorts() {}

  /**
   * A port of 127.0.0.1 that nobody listens at.
   *
   * @param above how far above it ports are that nobody listens at either
   * @throws IllegalStateException when there is none
   */
  public static synchronized int one(int... above) {
    for (int tries = 0; tries < TRIES; tries++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      int[] all =
          IntStream.concat(IntStream.of(0), IntStream.of(above)).map(n -> port + n).toArray();
      if (IntStream.of(all).allMatch(FreePorts::isFree)) {
        IntStream.of(all).forEach(GIVEN::add);
        return port;
      }
    }
    throw new IllegalStateException("no free port");
  }

  private static boolean isFree(int port) {
    if (GIVEN.contains(port)) {
      return false;
    }
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
