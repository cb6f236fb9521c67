package dev.merchantreview.testing;

import dev.merchantreview.local.Contract;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Asks every call of the contract for what it does not expect: bodies that were right and are
 * changed in one or several places, wrong parameters, headers, types, languages and callers. A run
 * is known by its seed. Counts what no caller may ever get: an answer of 5xx, one the contract does
 * not know, none within ten seconds.
 */
public final class Fuzzer {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int FAULTS_SHOWN = 40;

  private final Contract contract;
  private final FuzzedRequests requests;
  private final List<Call> calls = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();

  private final Map<String, AtomicInteger> byCall = new ConcurrentSkipListMap<>();
  private final Map<Integer, AtomicInteger> byStatus = new ConcurrentSkipListMap<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final Map<String, Boolean> seen = new ConcurrentHashMap<>();
  private final AtomicInteger serverErrors = new AtomicInteger();
  private final AtomicInteger engineAway = new AtomicInteger();
  private final AtomicInteger outsideContract = new AtomicInteger();
  private final AtomicInteger askedAgain = new AtomicInteger();
  private final AtomicInteger hangs = new AtomicInteger();
  private final AtomicLong slowest = new AtomicLong();

  record Call(String method, String path, JsonNode operation) {}

  /**
   * @param serviceUrl a service on this machine
   * @param known ids of what is there, by the name of a parameter or a property
   */
  public Fuzzer(String serviceUrl, Map<String, List<String>> known) {
    this.requests = new FuzzedRequests(serviceUrl, known, PATIENCE);
    this.contract = Contract.of(serviceUrl, http);
    contract
        .document()
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        call ->
                            calls.add(
                                new Call(
                                    call.getKey().toUpperCase(java.util.Locale.ROOT),
                                    path.getKey(),
                                    call.getValue()))));
  }

  /** What a run found. */
  public record Result(
      int requests,
      Map<String, Integer> byCall,
      Map<Integer, Integer> byStatus,
      int serverErrors,
      int engineAway,
      int outsideContract,
      int hangs,
      int askedAgain,
      long slowestMillis,
      List<String> faults) {

    @Override
    public String toString() {
      return "%d requests over %d calls: 5xx %d (and 503 as there is no engine: %d), outside the contract %d, hangs %d, asked again on a new connection %d, slowest %d ms%n%s%n%s"
          .formatted(
              requests,
              byCall.size(),
              serverErrors,
              engineAway,
              outsideContract,
              hangs,
              askedAgain,
              slowestMillis,
              byStatus,
              String.join(System.lineSeparator(), faults));
    }
  }

  /** Sends so many requests, the calls in turn. */
  public Result run(int requests, long seed, int atOnce) {
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      for (int i = 0; i < atOnce; i++) {
        threads.execute(
            () -> {
              for (int n = next.getAndIncrement(); n < requests; n = next.getAndIncrement()) {
                one(calls.get(n % calls.size()), new Random(seed * 1_000_003 + n));
                if (n > 0 && n % 10_000 == 0) {
                  System.out.println(result());
                }
              }
            });
      }
    }
    return result();
  }

  private Result result() {
    return new Result(
        byCall.values().stream().mapToInt(AtomicInteger::get).sum(),
        plain(byCall),
        plain(byStatus),
        serverErrors.get(),
        engineAway.get(),
        outsideContract.get(),
        hangs.get(),
        askedAgain.get(),
        slowest.get(),
        List.copyOf(faults));
  }

  private static <K extends Comparable<K>> Map<K, Integer> plain(Map<K, AtomicInteger> counts) {
    return counts.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> entry.getValue().get(), Integer::sum, TreeMap::new));
  }

  private void one(Call call, Random random) {
    HttpRequest request;
    try {
      request = requests.of(call, random);
    } catch (IllegalArgumentException notSendable) {
      // A header this client does not send; other requests stand for it.
      return;
    }
    count(byCall, call.method() + " " + call.path());
    long began = System.nanoTime();
    try {
      HttpResponse<String> answer = answer(request);
      count(byStatus, answer.statusCode());
      boolean away =
          answer.statusCode() == 503
              && ContractWalk.ASKS_THE_ENGINE.contains(call.method() + " " + call.path());
      if (away) {
        engineAway.incrementAndGet();
      }
      if (answer.statusCode() >= 500 && !away) {
        serverErrors.incrementAndGet();
        fault(call, answer.statusCode(), request, answer.body());
      } else {
        List<String> violations =
            contract.violations(call.method(), request.uri().getRawPath(), answer);
        if (!violations.isEmpty()) {
          outsideContract.incrementAndGet();
          fault(call, answer.statusCode(), request, violations + " " + answer.body());
        }
      }
    } catch (HttpTimeoutException hanging) {
      hangs.incrementAndGet();
      fault(call, 0, request, "no answer within " + PATIENCE);
    } catch (IOException broken) {
      outsideContract.incrementAndGet();
      fault(call, 0, request, String.valueOf(broken));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      slowest.accumulateAndGet((System.nanoTime() - began) / 1_000_000, Math::max);
    }
  }

  /**
   * A kept connection may be closed by the other side just when it is used again (RFC 9112, 9.3.1):
   * then it is asked once more, on a new one. Whoever closes that is at fault.
   */
  private HttpResponse<String> answer(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (HttpTimeoutException hanging) {
      throw hanging;
    } catch (IOException closed) {
      askedAgain.incrementAndGet();
      try (HttpClient fresh = HttpClient.newHttpClient()) {
        return fresh.send(request, HttpResponse.BodyHandlers.ofString());
      }
    }
  }

  private static <K> void count(Map<K, AtomicInteger> counts, K key) {
    counts.computeIfAbsent(key, ignored -> new AtomicInteger()).incrementAndGet();
  }

  private void fault(Call call, int status, HttpRequest request, String what) {
    String kind =
        call.method() + call.path() + status + what.substring(0, Math.min(60, what.length()));
    if (faults.size() < FAULTS_SHOWN && seen.putIfAbsent(kind, true) == null) {
      faults.add(
          "%s %s %d%n  %s%n  %s"
              .formatted(
                  request.method(),
                  request.uri(),
                  status,
                  request.headers().map(),
                  what.substring(0, Math.min(700, what.length()))));
    }
  }
}
