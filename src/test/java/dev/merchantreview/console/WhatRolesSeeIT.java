package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.console.ConsoleCalls.Call;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.web.ConsolePaths;
import dev.merchantreview.web.Role;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * What a role may not see is not in the source of a page either: no personal data as it was handed
 * in or as it is kept, and no button, form or link that leads to what is refused. For every page
 * the service has, of cases that are full of it.
 */
class WhatRolesSeeIT {

  /** Papers themselves: what is asked for is what they show, and who asked is on record. */
  private static final String PAPERS = ConsolePaths.ROOT + "/papers/";

  private static final String EXPORT = ConsolePaths.ROOT + "/cases/export/";

  /** What Spring Security answers, for whoever comes. */
  private static final Set<String> OF_THE_LOGIN =
      Set.of(ConsolePaths.ROOT + "/login", ConsolePaths.ROOT + "/logout");

  private static final Pattern FORM = Pattern.compile("<form\\b[^>]*>");
  private static final Pattern ATTRIBUTE = Pattern.compile("([-a-z]+)=\"([^\"]*)\"");
  private static final Pattern LINK =
      Pattern.compile(" (?:href|src|hx-get|data-address)=\"([^\"]+)\"");

  /** Answers to who may come; what a page is asked for may not be there. */
  private static final Set<Integer> MAY = Set.of(200, 302, 303, 400, 404);

  private static final ServiceAlone SERVICE = ServiceAlone.get();
  private static final List<Call> CALLS = ConsoleCalls.of(SERVICE);
  private static CasesFullOfSecrets cases;
  private static Set<String> secrets;

  @BeforeAll
  static void hand() {
    cases = new CasesFullOfSecrets(SERVICE);
    secrets = new HashSet<>(cases.plain());
    secrets.addAll(cases.kept());
  }

  /** Every page there is, of every case; those of a case with what can be asked of them beside. */
  private static Set<String> pages() {
    Set<String> pages = new LinkedHashSet<>();
    for (Call call : CALLS) {
      if (call.method() != RequestMethod.GET
          || call.path().startsWith(PAPERS)
          || call.path().startsWith(EXPORT)
          || call.path().contains("{*")) {
        continue;
      }
      if (call.path().contains("{")) {
        // Of a case that is no store there is no such page.
        cases
            .owners()
            .keySet()
            .forEach(id -> pages.add(call.path().replace("{kind}", "STORE").replace("{id}", id)));
      } else {
        pages.add(call.path());
      }
    }
    cases
        .owners()
        .forEach(
            (id, owner) -> {
              String page = ConsolePaths.ROOT + "/cases/" + id;
              pages.add(page + "/timeline?whole=true");
              pages.add(ConsolePaths.ROOT + "/cases?merchantId=" + owner);
              if (cases.paperOf(id) != null) {
                pages.add(page + "/papers?paper=" + cases.paperOf(id));
              }
            });
    pages.add(ConsolePaths.ROOT + "/cases?q=%E6%8B%BE%E7%A9%97");
    assertThat(pages).noneMatch(page -> page.contains("{")).hasSizeGreaterThan(40);
    return pages;
  }

  private static Call callOf(String page) {
    String path = page.split("\\?", 2)[0];
    return CALLS.stream()
        .filter(call -> call.answers(RequestMethod.GET, path))
        .min(Comparator.comparing(call -> call.path().contains("{")))
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "operator,zh-CN",
    "operator,en",
    "auditor,zh-CN",
    "auditor,en",
    "admin,zh-CN",
    "admin,en"
  })
  void holdsNothingARoleMayNotSeeOrDo(String user, String language) {
    Role role = Role.valueOf(user.toUpperCase(Locale.ROOT));
    ConsoleVisitor visitor = ConsoleVisitor.loggedIn(SERVICE, user);
    Map<Boolean, Integer> seen = new TreeMap<>();
    for (String page : pages()) {
      HttpResponse<String> answer = visitor.get(page, "Accept-Language", language);
      boolean may = callOf(page).isFor(role);
      seen.merge(may && answer.statusCode() == 200, 1, Integer::sum);
      assertThat(answer.statusCode()).as("%s by %s", page, user).isIn(may ? MAY : Set.of(403));
      holdsNoSecret(page, answer.body());
      assertThat(refused(answer.body(), role)).as("%s by %s", page, user).isEmpty();
    }
    assertThat(seen.get(true)).as("pages %s saw", user).isGreaterThan(30);
  }

  private static void holdsNoSecret(String page, String source) {
    assertThat(CasesFullOfSecrets.in(source, secrets)).as(page).isEmpty();
    assertThat(source).as(page).doesNotContain(";base64,");
  }

  /** The forms and links of a page that lead where a role may not go. */
  private static List<String> refused(String source, Role role) {
    List<String> refused = new ArrayList<>();
    FORM.matcher(source)
        .results()
        .map(MatchResult::group)
        .forEach(
            form -> {
              Matcher attribute = ATTRIBUTE.matcher(form);
              RequestMethod method = RequestMethod.GET;
              List<String> targets = new ArrayList<>();
              while (attribute.find()) {
                switch (attribute.group(1)) {
                  case "method" ->
                      method = RequestMethod.valueOf(attribute.group(2).toUpperCase(Locale.ROOT));
                  case "action", "hx-post" -> targets.add(attribute.group(2));
                  default -> {}
                }
              }
              assertThat(targets).as(form).isNotEmpty();
              for (String target : targets) {
                if (!mayGo(method, target, role)) {
                  refused.add(form);
                }
              }
            });
    LINK.matcher(source)
        .results()
        .map(found -> found.group(1))
        .filter(link -> link.startsWith(ConsolePaths.ROOT) && !mayGo(RequestMethod.GET, link, role))
        .forEach(refused::add);
    return refused;
  }

  private static boolean mayGo(RequestMethod method, String address, Role role) {
    String path = address.split("[?#]", 2)[0];
    return OF_THE_LOGIN.contains(path)
        || path.startsWith(ConsolePaths.ROOT + "/assets/")
        || CALLS.stream().anyMatch(call -> call.answers(method, path) && call.isFor(role));
  }

  /** Others' cases, their names and who owns them are no stranger's to read from a refusal. */
  @Test
  void tellsMerchantsAndStrangersNothing() {
    List<String> told = new ArrayList<>(secrets);
    told.addAll(cases.owners().values());
    told.add("拾穗");
    ConsoleVisitor merchant = ConsoleVisitor.loggedIn(SERVICE, "merchant");
    ConsoleVisitor stranger = new ConsoleVisitor(SERVICE);
    for (String page : pages()) {
      String named = page.replaceAll(".*(?:merchantId|q)=", "");
      for (ConsoleVisitor visitor : List.of(merchant, stranger)) {
        HttpResponse<String> answer = visitor.get(page);
        boolean everybodys = callOf(page).roles() == null;
        if (!everybodys) {
          assertThat(answer.statusCode()).as(page).isEqualTo(visitor == merchant ? 403 : 302);
        }
        assertThat(CasesFullOfSecrets.in(answer.body(), told))
            .as(page)
            // What was asked for stands in the link to the same page in another language.
            .isSubsetOf(named);
        // The first page is led to from everywhere, as the way in.
        assertThat(refused(answer.body(), Role.MERCHANT)).as(page).isSubsetOf(ConsolePaths.ROOT);
      }
    }
  }

  /** A page of one case names no merchant that has nothing to do with it. */
  @Test
  void namesOtherMerchantsOnlyWhereTheyBelong() {
    ConsoleVisitor auditor = ConsoleVisitor.loggedIn(SERVICE, "auditor");
    cases
        .owners()
        .forEach(
            (id, owner) -> {
              String source = auditor.get(ConsolePaths.ROOT + "/cases/" + id).body();
              assertThat(source).contains(owner);
              assertThat(
                      CasesFullOfSecrets.in(
                          source, cases.owners().values().stream().distinct().toList()))
                  .as(id)
                  .containsExactly(owner);
            });
  }

  /** What is looked for can be found: it is where it was handed in. */
  @Test
  void wouldBeFoundWhereItIsShown() {
    Stream<String> shown =
        cases.owners().keySet().stream()
            .filter(id -> id.startsWith("sa_"))
            .map(
                id -> SERVICE.api("merchant").get("/api/v1/store-applications/" + id).raw().body());
    assertThat(shown)
        .isNotEmpty()
        .allSatisfy(
            one -> assertThat(CasesFullOfSecrets.in(one, cases.plain())).hasSizeGreaterThan(3));
  }
}
