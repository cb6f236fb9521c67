package dev.merchantreview.testing;

import dev.merchantreview.local.Balancer;
import dev.merchantreview.local.LocalServices;
import dev.merchantreview.local.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The packed service several times, each a process of its own, on one database and one engine,
 * behind a balancer that is where the one service would be.
 */
public final class SeveralServices implements AutoCloseable {

  private final LocalServices local;
  private final Settings settings;
  private final List<String> arguments;
  private final List<Balancer.Service> services;
  private final Map<Balancer.Service, ProcessHandle> processes = new HashMap<>();
  private final Balancer balancer;

  SeveralServices(LocalServices local, Settings settings, int number, List<String> arguments) {
    this.local = local;
    this.settings = settings;
    this.arguments = arguments;
    this.services = Balancer.services(settings.servicePorts(number));
    services.forEach(this::start);
    this.balancer = new Balancer(settings.service(), services);
  }

  private void start(Balancer.Service service) {
    processes.put(
        service, local.startOne(service.name(), service.port(), settings.grpc(), arguments));
  }

  /** Waits until all of them are usable. */
  public void await() {
    services.forEach(one -> local.awaitOne(one.name(), one.port()));
  }

  /** Kills one with SIGKILL and starts it again, without waiting until it is usable. */
  public String killOne(Random chance) {
    Balancer.Service one = services.get(chance.nextInt(services.size()));
    kill(one);
    start(one);
    return one.name();
  }

  private void kill(Balancer.Service one) {
    ProcessHandle process = processes.get(one);
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    balancer.close();
    services.forEach(this::kill);
  }
}
