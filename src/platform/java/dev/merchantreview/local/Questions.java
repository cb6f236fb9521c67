package dev.merchantreview.local;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import tools.jackson.databind.JsonNode;

/**
 * What a service is asked by people, by merchants, by whoever reads its figures and by its own
 * schedules, with the cases of {@link StoredCases}: every call of the contract that reads, with
 * each of its filters, the console's pages, every gauge and every schedule. What is new in the
 * service is asked by itself, or it is said that there is no example of it.
 */
public final class Questions {

  /** The case with the number 100, and those beside it, by the first word of their calls. */
  private static final Map<String, String> IDS =
      Map.ofEntries(
          Map.entry("cases", id("sa_", 100)),
          Map.entry("store-applications", id("sa_", 100)),
          Map.entry("stores", id("st_", 100)),
          Map.entry("deposits", id("st_", 100)),
          Map.entry("figures", id("st_", 100)),
          Map.entry("scores", id("st_", 100)),
          Map.entry("filings", id("fl_", 103)),
          Map.entry("deposit-refunds", id("rf_", 107)),
          Map.entry("memberships", id("pm_", 108)),
          Map.entry("pk-sessions", id("pk_", 109)),
          Map.entry("provider-applications", id("pa_", 102)),
          Map.entry("binding-proposals", id("bp_", 101)),
          Map.entry("service-providers", id("sp_", 100)),
          Map.entry("store-reviews", id("sr_", 100)),
          Map.entry("provider-duties", id("pd_", 100)),
          Map.entry("documents", id("dc_", 100)),
          Map.entry("rule-notices", "bench-1"),
          Map.entry("programmes", "douyin-alliance"),
          Map.entry("products", "p-64"),
          Map.entry("streamers", "s-64"),
          Map.entry("webhook-endpoints", "m-1few1"),
          Map.entry("decision-tables", "pk-threshold"));

  private static final Map<String, String> IN_PATH =
      Map.of(
          "subjectKind",
          "STORE",
          "name",
          "sales",
          "edition",
          "1",
          "number",
          "1",
          "month",
          "2026-10");

  /** A merchant with few cases, one with three of many, and one without any. */
  private static final List<String> MERCHANTS = List.of("m-1few1", "m-9777", "m-0");

  private static final Map<String, List<String>> VALUES =
      Map.ofEntries(
          Map.entry("merchantId", MERCHANTS),
          Map.entry("ownerId", MERCHANTS),
          Map.entry("serviceProviderId", List.of(id("sp_", 100))),
          Map.entry("storeId", List.of(id("st_", 100), id("st_", 999_999_999))),
          Map.entry("streamerId", List.of("s-64")),
          Map.entry("productId", List.of("p-64")),
          Map.entry("noticeId", List.of("bench-1", "bench-40")),
          Map.entry("programme", List.of("douyin-alliance", "kuaishou-damaged-refunded")),
          Map.entry("subject", List.of(id("st_", 100))),
          Map.entry("caseId", List.of(id("sa_", 101))),
          Map.entry("number", List.of(id("po_", 107))),
          Map.entry("refundId", List.of(id("rf_", 107))),
          Map.entry("rule", List.of("BENCH", "NONE")),
          Map.entry("category", List.of("服饰")),
          Map.entry("counterpartId", List.of("s-96")),
          Map.entry("type", List.of("FILING")),
          Map.entry("state", List.of("IN_REVIEW")),
          Map.entry("q", List.of("%E6%9D%AD%E5%B7%9E")),
          Map.entry("licence", List.of("913300000000000777")),
          Map.entry("reviewer", List.of("auditor7")),
          Map.entry("decidedRound", List.of("1")),
          Map.entry("problem", List.of("EXPIRED")),
          Map.entry("person", List.of("11010519491231002X")),
          Map.entry("from", List.of("2026-06-30T00:00:00Z")),
          Map.entry("to", List.of("2026-06-30T00:00:00Z")),
          Map.entry("at", List.of("2026-06-30T00:00:00Z")),
          Map.entry("on", List.of("2026-06-30")),
          Map.entry("dueBefore", List.of("2026-06-30")),
          Map.entry("decidedFrom", List.of("2026-06-30")),
          Map.entry("decidedTo", List.of("2026-06-30")));

  /** What is not asked: files, which are measured whole, and what only the engine answers. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "/api/v1/cases/export",
          "/api/v1/deposits/{storeId}/statements/{month}.csv",
          "/api/v1/deposits/{storeId}/statements/{month}.pdf",
          "/api/v1/cases/migration",
          "/api/v1/cases/{id}/migration",
          "/api/v1/store-applications/requirements",
          "/api/v1/provider-applications/requirements");

  private static final List<String> PAGES =
      List.of(
          "/console",
          "/console/cases",
          "/console/cases?q=%E6%9D%AD%E5%B7%9E",
          "/console/operations",
          "/console/rules",
          "/console/rules/bench-1",
          "/console/cases/" + id("sa_", 100),
          "/console/cases/" + id("sa_", 100) + "/rounds",
          "/console/cases/" + id("sa_", 100) + "/papers",
          "/console/cases/" + id("sa_", 100) + "/access",
          "/console/cases/" + id("fl_", 103),
          "/console/subjects/STORE/" + id("st_", 100),
          "/console/subjects/STREAMER/s-64");

  private static final Pattern IN_BRACES = Pattern.compile("\\{([^}]+)}");

  private final String url;
  private final MeterRegistry meters;
  private final Collection<ScheduledTaskHolder> schedules;
  private final Map<String, ApiClient> callers = new LinkedHashMap<>();
  private final ConsoleClient console;

  /**
   * A question.
   *
   * @param answer asks, and says how much the answer has in it
   */
  public record Question(String name, IntSupplier answer) {}

  /**
   * @param url where the service is, with the users of the local platform
   * @param meters its own
   * @param schedules its own
   */
  public Questions(String url, MeterRegistry meters, Collection<ScheduledTaskHolder> schedules) {
    this.url = url;
    this.meters = meters;
    this.schedules = schedules;
    for (String user : List.of("auditor", "admin", "merchant")) {
      callers.put(user, new ApiClient(url, user));
    }
    this.console = new ConsoleClient(url);
    console.login("admin", "admin");
  }

  private static String id(String prefix, int number) {
    return prefix + String.format(Locale.ROOT, "%016x", number);
  }

  /** All of them. */
  public List<Question> all() {
    List<Question> all = new ArrayList<>();
    for (String call : calls()) {
      all.add(new Question("GET " + call, () -> size(call, "auditor")));
      if (isList(call) && !call.contains("?")) {
        all.add(new Question("GET " + call + ", of few", () -> size(call, "merchant")));
      }
    }
    PAGES.forEach(page -> all.add(page(page)));
    all.addAll(gauges());
    all.addAll(schedules());
    return all;
  }

  /** The console's pages. */
  public List<Question> pages() {
    return PAGES.stream().map(this::page).toList();
  }

  private Question page(String page) {
    return new Question(
        "page " + page,
        () -> {
          int status = console.get(page).statusCode();
          if (status != 200) {
            throw new IllegalStateException(page + " " + status);
          }
          return 1;
        });
  }

  /** Every call that reads, with each of its filters. */
  public List<String> calls() {
    List<String> calls = new ArrayList<>();
    Contract.of(url)
        .document()
        .path("paths")
        .properties()
        .forEach(
            path -> {
              JsonNode get = path.getValue().path("get");
              if (!get.isMissingNode() && !LEFT_OUT.contains(path.getKey())) {
                calls.addAll(calls(path.getKey(), get));
              }
            });
    return calls;
  }

  /** Whether a call's answer has as many things in it as it is asked for. */
  public boolean isList(String call) {
    String path = call.replaceAll("\\?.*", "");
    return Contract.of(url).document().path("paths").properties().stream()
        .filter(one -> path.equals(example(one.getKey())))
        .flatMap(one -> one.getValue().at("/get/parameters").valueStream())
        .anyMatch(one -> one.path("name").asString().equals("limit"));
  }

  private List<String> calls(String template, JsonNode get) {
    String base = example(template);
    Map<String, List<String>> filters = new LinkedHashMap<>();
    List<String> needed = new ArrayList<>();
    for (JsonNode one : get.path("parameters")) {
      String name = one.path("name").asString();
      if (!one.path("in").asString().equals("query") || Set.of("limit", "cursor").contains(name)) {
        continue;
      }
      List<String> values = values(template, name, one.path("schema"));
      if (one.path("required").asBoolean()) {
        needed.add(name + "=" + values.getFirst());
      } else if (!name.equals("sha256")) {
        filters.put(name, values);
      }
    }
    String start = needed.isEmpty() ? base : base + "?" + String.join("&", needed);
    String next = needed.isEmpty() ? "?" : "&";
    List<String> calls = new ArrayList<>(List.of(start));
    filters.forEach(
        (name, values) -> values.forEach(value -> calls.add(start + next + name + "=" + value)));
    return calls;
  }

  private static List<String> values(String template, String name, JsonNode schema) {
    JsonNode words = schema.path("enum");
    if (!words.isMissingNode()) {
      return words.valueStream().map(JsonNode::asString).toList();
    }
    if (schema.path("type").asString().equals("boolean")) {
      return List.of("true");
    }
    if (name.equals("sha256")) {
      return List.of("");
    }
    List<String> known = VALUES.get(name);
    if (known == null) {
      throw new IllegalStateException("no example of " + name + " of " + template);
    }
    return known;
  }

  private static String example(String template) {
    Matcher matcher = IN_BRACES.matcher(template);
    String first = template.split("/")[3];
    return matcher.replaceAll(
        found -> {
          String known = IN_PATH.getOrDefault(found.group(1), IDS.get(first));
          return known == null ? "none" : known;
        });
  }

  /** What a call answers whom; somebody else is asked where they may not. */
  public ApiClient.Answer answer(String call, String user) {
    ApiClient.Answer answer = callers.get(user).get(call);
    for (ApiClient other : callers.values()) {
      if (answer.status() == 403) {
        answer = other.get(call);
      }
    }
    return answer;
  }

  private int size(String call, String user) {
    JsonNode body = answer(call, user).body();
    JsonNode items = body.isArray() ? body : body.path("items");
    return items.isArray() ? items.size() : 1;
  }

  private List<Question> gauges() {
    return meters.getMeters().stream()
        .filter(Gauge.class::isInstance)
        .map(Gauge.class::cast)
        .filter(gauge -> gauge.getId().getName().startsWith("merchantreview."))
        .map(
            gauge ->
                new Question(
                    "gauge "
                        + gauge.getId().getName()
                        + gauge.getId().getTags().stream()
                            .map(Tag::getValue)
                            .collect(Collectors.joining(" ", " ", "")),
                    () -> (int) gauge.value()))
        .sorted(Comparator.comparing(Question::name))
        .toList();
  }

  private List<Question> schedules() {
    Function<Runnable, IntSupplier> once =
        work ->
            () -> {
              work.run();
              return 1;
            };
    return schedules.stream()
        .flatMap(holder -> holder.getScheduledTasks().stream())
        .map(
            task ->
                new Question(
                    "schedule " + task.getTask().toString().replace("dev.merchantreview.", ""),
                    once.apply(task.getTask().getRunnable())))
        .sorted(Comparator.comparing(Question::name))
        .toList();
  }
}
