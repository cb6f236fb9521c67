package dev.merchantreview.testing;

import dev.merchantreview.local.Contract;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.sandbox.ServiceDoor;
import dev.merchantreview.shared.HmacSignature;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks every call of the contract for what it does not expect: bodies that were right and are
 * changed in one or several places, wrong parameters, headers, types, languages and callers. A run
 * is known by its seed. Counts what no caller may ever get: an answer of 5xx, one the contract does
 * not know, none within ten seconds.
 */
public final class Fuzzer {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int FAULTS_SHOWN = 40;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "　",
          "\u200B",
          "\u0000",
          "a\u0000b",
          "\u202Eabc",
          "\uD83D\uDE00",
          "\uD800",
          "null",
          "true",
          "-1",
          "0",
          "1e400",
          "NaN",
          "9223372036854775808",
          "2026-02-30",
          "2016-12-31T23:59:60Z",
          "+1000000000-12-31T23:59:59.999999999Z",
          "2026-01-01T00:00:00",
          "'; drop table store_application; --",
          "%s%n%x",
          "${jndi:ldap://127.0.0.1/a}",
          "{{1+1}}",
          "<script>",
          "../../etc/passwd",
          "a/b",
          "\\",
          "~0~1",
          "\r\nX-Injected: 1",
          "\t",
          "x".repeat(101),
          "x".repeat(256),
          "青".repeat(600),
          "x".repeat(70_000));

  private static final List<String> CONTENT_TYPES =
      List.of(
          "application/json",
          "application/json;charset=utf-8",
          "application/json;charset=utf-16",
          "application/json;charset=nonsense",
          "application/vnd.x+json",
          "text/plain",
          "text/json",
          "application/xml",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "multipart/form-data",
          "*/*",
          "nonsense",
          "a/b/c");

  private static final List<String> ACCEPTS =
      List.of("*/*", "application/json", "text/html", "application/xml", "image/*", "x", "a/b;q=2");

  private static final List<String> LANGUAGES =
      List.of(
          "en", "zh-CN", "*", "zh", "zh-TW", "de", "fr;q=0.5, en;q=0", "x".repeat(200), "-", ";q");

  private static final List<String> USERS = List.of("merchant", "operator", "auditor", "admin");

  private final String url;
  private final Contract contract;
  private final Map<String, List<String>> known;
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

  private record Call(String method, String path, JsonNode operation) {}

  /**
   * @param serviceUrl a service on this machine
   * @param known ids of what is there, by the name of a parameter or a property
   */
  public Fuzzer(String serviceUrl, Map<String, List<String>> known) {
    this.url = serviceUrl;
    this.known = known;
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
      request = request(call, random);
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

  private HttpRequest request(Call call, Random random) {
    StringBuilder path = new StringBuilder(call.path());
    StringBuilder query = new StringBuilder();
    HttpRequest.Builder request = HttpRequest.newBuilder().timeout(PATIENCE);
    call.operation()
        .path("parameters")
        .forEach(
            parameter -> {
              String name = parameter.path("name").asString();
              switch (parameter.path("in").asString()) {
                case "path" -> {
                  int at = path.indexOf("{" + name + "}");
                  path.replace(at, at + name.length() + 2, encoded(pathValue(call, name, random)));
                }
                case "query" -> query(query, parameter, random);
                case "header" -> header(request, name, parameter, random);
                default -> {}
              }
            });
    if (random.nextInt(20) == 0) {
      query.append('&').append(encoded(text(random))).append('=').append(encoded(text(random)));
    }
    String target = url + path + (query.isEmpty() ? "" : "?" + query.substring(1));
    request.uri(URI.create(target));
    caller(request, call, random);
    if (random.nextInt(8) == 0) {
      request.header("Accept", any(ACCEPTS, random));
    }
    request.header("Accept-Language", any(LANGUAGES, random));
    byte[] body = body(call, random);
    if (body.length > 0 || random.nextInt(20) == 0) {
      request.header(
          "Content-Type", random.nextInt(8) == 0 ? any(CONTENT_TYPES, random) : contentType(call));
    }
    if (call.operation().path("parameters").toString().contains(HmacSignature.HEADER)) {
      request.header(
          HmacSignature.HEADER,
          random.nextInt(6) == 0
              ? header(text(random))
              : HmacSignature.of(secret(call.path()), Instant.now(), body));
    }
    request.method(
        call.method(),
        body.length == 0
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(body));
    return request.build();
  }

  private static String secret(String path) {
    if (path.endsWith("contract-signature")) {
      return ServiceDoor.CONTRACT_SECRET;
    }
    if (path.endsWith("representative-confirmation")) {
      return ServiceDoor.IDENTITY_SECRET;
    }
    return path.endsWith("payout-notifications")
        ? ServiceDoor.BANK_SECRET
        : ServiceDoor.PAYMENT_SECRET;
  }

  private static String contentType(Call call) {
    String declared =
        call.operation().path("requestBody").path("content").propertyNames().stream()
            .findFirst()
            .orElse("application/json");
    return declared.startsWith("multipart") ? declared + "; boundary=fuzz" : declared;
  }

  private void caller(HttpRequest.Builder request, Call call, Random random) {
    JsonNode roles = call.operation().path("x-roles");
    int way = random.nextInt(20);
    if (way == 0) {
      return;
    }
    String user =
        way < 16 && !roles.isEmpty()
            ? roles.get(random.nextInt(roles.size())).asString().toLowerCase(java.util.Locale.ROOT)
            : any(USERS, random);
    if (roles.isEmpty() && roles.isArray() && way < 16) {
      return;
    }
    String password = way == 19 ? header(text(random)) : user;
    request.header(
        "Authorization",
        way == 18
            ? "Basic " + header(text(random))
            : "Basic "
                + Base64.getEncoder()
                    .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
  }

  private void query(StringBuilder query, JsonNode parameter, Random random) {
    String name = parameter.path("name").asString();
    boolean required = parameter.path("required").asBoolean(false);
    if (!required && random.nextBoolean() || random.nextInt(25) == 0) {
      return;
    }
    JsonNode schema = parameter.path("schema");
    String value;
    if (random.nextInt(3) == 0) {
      value = text(random);
    } else if (schema.has("enum")) {
      value = schema.path("enum").get(random.nextInt(schema.path("enum").size())).asString();
    } else if (known.containsKey(name)) {
      value = any(known.get(name), random);
    } else if (schema.path("type").asString("").equals("integer")) {
      value = Integer.toString(random.nextInt(-1, 203));
    } else {
      value = "2026-11-26T10:15:00+08:00";
    }
    query.append('&').append(name).append('=').append(encoded(value));
    if (random.nextInt(30) == 0) {
      query.append('&').append(name).append('=').append(encoded(text(random)));
    }
  }

  private void header(HttpRequest.Builder request, String name, JsonNode parameter, Random random) {
    switch (name) {
      case "Idempotency-Key" -> {
        int way = random.nextInt(12);
        if (way > 1) {
          request.header(name, "fuzz-" + random.nextLong());
        } else if (way == 1) {
          request.header(name, random.nextBoolean() ? "fuzz-again" : header(text(random)));
        }
      }
      case HmacSignature.HEADER -> {}
      default -> {
        if (random.nextInt(4) == 0) {
          request.header(
              name, random.nextBoolean() ? "\"" + random.nextInt(4) + "\"" : header(text(random)));
        }
      }
    }
  }

  private String pathValue(Call call, String name, Random random) {
    List<String> there =
        known.getOrDefault(
            call.path(), known.getOrDefault(name, known.getOrDefault("id", List.of("x-1"))));
    int way = random.nextInt(10);
    if (way < 7) {
      // An id of the kind the path is about comes first.
      String beginning = call.path().replaceFirst("^/api/v1/", "").replaceAll("/.*", "");
      return any(known.getOrDefault(beginning, there), random);
    }
    if (way == 7) {
      return any(known.getOrDefault("id", there), random);
    }
    String text = text(random);
    return text.isEmpty() ? "x" : text.substring(0, Math.min(300, text.length()));
  }

  private byte[] body(Call call, Random random) {
    JsonNode content = call.operation().path("requestBody").path("content");
    if (content.isMissingNode() || content.isEmpty()) {
      return random.nextInt(15) == 0 ? text(random).getBytes(StandardCharsets.UTF_8) : new byte[0];
    }
    if (content.has("multipart/form-data")) {
      return multipart(random);
    }
    JsonNode example = content.properties().iterator().next().getValue().path("example");
    JsonNode body = example.isMissingNode() ? JSON.createObjectNode() : example.deepCopy();
    replaceIds(body, random);
    int changes = random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      body = changed(body, random);
    }
    byte[] bytes = JSON.writeValueAsBytes(body);
    return random.nextInt(10) == 0 ? broken(bytes, random) : bytes;
  }

  /** Ids of the examples become ids of what is there. */
  private void replaceIds(JsonNode node, Random random) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              entry -> {
                List<String> there = known.get(entry.getKey());
                if (entry.getValue().isString() && there != null) {
                  entry.setValue(object.stringNode(any(there, random)));
                } else {
                  replaceIds(entry.getValue(), random);
                }
              });
    } else if (node instanceof ArrayNode array) {
      array.forEach(item -> replaceIds(item, random));
    }
  }

  private JsonNode changed(JsonNode body, Random random) {
    if (!body.isContainer() || random.nextInt(40) == 0) {
      return value(random);
    }
    List<JsonNode> containers = new ArrayList<>();
    collect(body, containers);
    JsonNode at = containers.get(random.nextInt(containers.size()));
    if (at instanceof ObjectNode object) {
      List<String> names = new ArrayList<>(object.propertyNames());
      String name = names.isEmpty() ? "x" : names.get(random.nextInt(names.size()));
      switch (random.nextInt(6)) {
        case 0 -> object.remove(name);
        case 1 -> object.putNull(name);
        case 2 -> object.set(text(random), value(random));
        default -> object.set(name, value(random));
      }
    } else if (at instanceof ArrayNode array) {
      switch (random.nextInt(4)) {
        case 0 -> array.removeAll();
        case 1 -> {
          JsonNode item = array.isEmpty() ? value(random) : array.get(0).deepCopy();
          int many = random.nextInt(2, 300);
          for (int i = 0; i < many; i++) {
            array.add(item);
          }
        }
        default -> array.add(value(random));
      }
    }
    return body;
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainer()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private JsonNode value(Random random) {
    ObjectNode made = JSON.createObjectNode();
    return switch (random.nextInt(10)) {
      case 0 -> made.nullNode();
      case 1 -> made.booleanNode(random.nextBoolean());
      case 2 -> made.numberNode(random.nextLong());
      case 3 ->
          made.numberNode(
              any(
                  List.of(0L, -1L, 1L, 1_000_000_000_001L, Long.MAX_VALUE, Long.MIN_VALUE),
                  random));
      case 4 -> made.numberNode(any(List.of(0.5, -0.0, 1e30, 1e300, 4.6, 5e-324), random));
      case 5 -> made.arrayNode().add(text(random));
      case 6 -> made.put(text(random), text(random));
      default -> made.stringNode(text(random));
    };
  }

  private static byte[] broken(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    byte[] copy = bytes.clone();
    return switch (random.nextInt(5)) {
      case 0 -> Arrays.copyOf(copy, random.nextInt(copy.length));
      case 1 -> {
        copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        yield copy;
      }
      case 2 -> ("[".repeat(5_000) + "1").getBytes(StandardCharsets.UTF_8);
      case 3 -> (new String(copy, StandardCharsets.UTF_8) + "{}").getBytes(StandardCharsets.UTF_8);
      default -> new String(copy, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
    };
  }

  private static byte[] multipart(Random random) {
    String kind = random.nextInt(4) == 0 ? text(random) : "BUSINESS_LICENCE";
    byte[] file =
        switch (random.nextInt(4)) {
          case 0 -> new byte[0];
          case 1 -> "%PDF-1.4\nnothing\n%%EOF".getBytes(StandardCharsets.UTF_8);
          case 2 -> broken(SampleApplications.png(), random);
          default -> SampleApplications.png();
        };
    String name = random.nextInt(8) == 0 ? "x" : "file";
    byte[] head =
        ("--fuzz\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\n"
                + kind
                + "\r\n--fuzz\r\nContent-Disposition: form-data; name=\""
                + name
                + "\"; filename=\"f\"\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] tail = "\r\n--fuzz--\r\n".getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + file.length + tail.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(file, 0, all, head.length, file.length);
    System.arraycopy(tail, 0, all, head.length + file.length, tail.length);
    return random.nextInt(12) == 0 ? broken(all, random) : all;
  }

  private static String text(Random random) {
    return any(TEXTS, random);
  }

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  /** What a header can carry at all. */
  private static String header(String text) {
    String visible = text.replaceAll("[^\\x20-\\x7E]", "?");
    return visible.substring(0, Math.min(visible.length(), 1_000));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(
            text.length() > 2_000 ? text.substring(0, 2_000) : text, StandardCharsets.UTF_8)
        .replace("+", "%20");
  }
}
