package dev.merchantreview.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * Stands between the service and the engine, and can be pulled out: then the engine is away, for
 * the service, as if it were not running. When the engine hands out a chosen type of job, nothing
 * the service says gets through any more: whatever it does about that job stays untold.
 */
final class EngineProxy implements AutoCloseable {

  private final ServerSocket server;
  private final int engine;
  private final String muteAt;
  private final CountDownLatch muted = new CountDownLatch(1);
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile boolean unplugged;

  /**
   * @param muteAt the job type whose hand-out mutes the service; empty never does
   */
  EngineProxy(int engine, String muteAt) {
    this.engine = engine;
    this.muteAt = muteAt;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  boolean isMuted() {
    return muted.getCount() == 0;
  }

  /** Ends what is connected, and whatever tries to connect, until {@link #plugIn}. */
  void unplug() {
    unplugged = true;
    closeSockets();
  }

  void plugIn() {
    unplugged = false;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        connect(server.accept());
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket service) throws IOException {
    if (unplugged) {
      // Not even for a moment: the engine would keep giving jobs to streams of a connection that
      // was
      // ended while they were opened, until each job's time is over.
      service.close();
      return;
    }
    sockets.add(service);
    try {
      Socket towards = new Socket(InetAddress.getLoopbackAddress(), engine);
      sockets.add(towards);
      Thread.ofVirtual().start(() -> fromService(service, towards));
      Thread.ofVirtual().start(() -> fromEngine(towards, service));
    } catch (IOException away) {
      service.close();
    }
    // Looked at last: whoever pulls the plug meanwhile may not know of this connection.
    if (unplugged) {
      closeSockets();
    }
  }

  private void fromService(Socket service, Socket towards) {
    byte[] buffer = new byte[65_536];
    try (InputStream in = service.getInputStream();
        OutputStream out = towards.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (!isMuted()) {
          out.write(buffer, 0, read);
          out.flush();
        }
      }
    } catch (IOException closed) {
      // Either side went away; so does the connection.
    }
  }

  private void fromEngine(Socket towards, Socket service) {
    byte[] buffer = new byte[65_536];
    String tail = "";
    try (InputStream in = towards.getInputStream();
        OutputStream out = service.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        String seen = tail + new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
        if (!muteAt.isEmpty() && seen.contains(muteAt)) {
          muted.countDown();
        }
        tail = seen.substring(Math.max(0, seen.length() - muteAt.length()));
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException closed) {
      // Either side went away; so does the connection.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    closeSockets();
  }

  private void closeSockets() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }
    sockets.clear();
  }
}
