package dev.merchantreview.console;

import dev.merchantreview.caseindex.CaseExport;
import dev.merchantreview.caseindex.CaseFilter;
import dev.merchantreview.caseindex.CaseFilters;
import dev.merchantreview.caseindex.CaseIndex;
import dev.merchantreview.caseindex.CaseSearch;
import dev.merchantreview.caseindex.FoundCase;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.ConsolePaths;
import dev.merchantreview.web.Download;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Query;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.util.UriComponentsBuilder;

/** The cases of all types, found by what people know of them; what is wanted is in the address. */
@Controller
@Hidden
class CasesPage {

  private static final String PATH = ConsolePaths.ROOT + "/cases";
  private static final int ROWS = 200;
  private static final String CURSOR = "cursor";
  private static final String PERSON = "person";

  /**
   * Where somebody types what they know. What is chosen from a list is looked at as no person: else
   * whoever hands in a paper numbered like a platform or a state takes it from everybody.
   */
  private static final Set<String> TYPED = Set.of("q", "licence", "merchantId");

  /** An identity number (GB 11643-1999), wherever it stands in what was typed. */
  private static final Pattern NUMBER =
      Pattern.compile("(?<![0-9])[0-9]{17}[0-9Xx](?![0-9A-Za-z])");

  private final CaseIndex index;
  private final CaseSearch search;
  private final CaseFilters filters;
  private final CaseExport export;
  private final MessageSource messages;
  private final Clock clock;

  CasesPage(
      CaseIndex index,
      CaseSearch search,
      CaseFilters filters,
      CaseExport export,
      MessageSource messages,
      Clock clock) {
    this.index = index;
    this.search = search;
    this.filters = filters;
    this.export = export;
    this.messages = messages;
    this.clock = clock;
  }

  @GetMapping(PATH)
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  String cases(@RequestParam Map<String, String> given, Model model, Locale locale) {
    Map<String, String> wanted = filled(given);
    model.addAttribute("wanted", wanted);
    model.addAttribute("types", filters.types());
    model.addAttribute("platforms", Platform.values());
    model.addAttribute("states", filters.states());
    model.addAttribute("now", clock.instant());
    model.addAttribute("sheets", List.of("overview.css"));
    Map<String, String> exported = new TreeMap<>(wanted);
    exported.keySet().retainAll(CaseFilters.NAMES);
    model.addAttribute("query", address("", exported));
    try {
      Page<FoundCase> page = page(wanted);
      model.addAttribute("page", page);
      if (page.next() != null) {
        exported.put(CURSOR, page.next());
        model.addAttribute("next", address(PATH, exported));
      }
    } catch (ApiProblem wrong) {
      model.addAttribute("problem", wrong.updateAndGetBody(messages, locale));
    }
    return "console/cases";
  }

  private Page<FoundCase> page(Map<String, String> wanted) {
    Set<String> known = new TreeSet<>(CaseFilters.NAMES);
    known.add(CURSOR);
    Query query = new Query(wanted, known, Query.Kind.SINGLE);
    CaseFilter filter = filters.read(query);
    Optional<Page.Cursor> cursor = query.cursor();
    query.check();
    return Page.of(
        index.list(filter, new Page.Slice(null, cursor, ROWS + 1)),
        ROWS,
        one -> one.place(filter.order()),
        one -> one);
  }

  /**
   * A person's number is not to stand in an address: there it is a hash only this service makes.
   */
  @PostMapping(PATH)
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  ResponseEntity<Void> look(@RequestParam Map<String, String> given) {
    Map<String, String> wanted = filled(given);
    wanted.keySet().retainAll(CaseFilters.NAMES);
    List<String> person = new ArrayList<>();
    wanted
        .entrySet()
        .removeIf(field -> TYPED.contains(field.getKey()) && isPerson(field.getValue(), person));
    if (!person.isEmpty()) {
      wanted.put(PERSON, String.join(".", person));
    }
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, address(PATH, wanted))
        .build();
  }

  /**
   * Whether there is a person's number in what was typed, blanks or not; its hashes are added. What
   * is a licence number of some case is no secret.
   */
  private boolean isPerson(String text, List<String> hashes) {
    String typed = text.replaceAll("[\\s\\u3000-]", "");
    Matcher number = NUMBER.matcher(typed);
    return number.find()
        ? isPersonsNumber(number.group(), hashes)
        : Stream.concat(Stream.of(typed), Arrays.stream(text.split("[\\s\\u3000]+")))
            .anyMatch(one -> isPersonsNumber(one, hashes));
  }

  private boolean isPersonsNumber(String text, List<String> hashes) {
    List<String> person = search.person(text);
    if (person.isEmpty() || !isNobodysLicence(text)) {
      return false;
    }
    hashes.addAll(person);
    return true;
  }

  private boolean isNobodysLicence(String text) {
    return index.list(licence(text), new Page.Slice(null, Optional.empty(), 1)).isEmpty();
  }

  private static CaseFilter licence(String text) {
    return new CaseFilter(
        null, null, null, null, null, null, text, null, null, null, null, null, null);
  }

  @GetMapping(PATH + "/export/{format}")
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  ResponseEntity<StreamingResponseBody> export(
      @PathVariable String format,
      @RequestParam Map<String, String> given,
      Caller caller,
      Locale locale) {
    Query query = new Query(filled(given), CaseFilters.NAMES, Query.Kind.SINGLE);
    CaseFilter filter = filters.read(query);
    query.check();
    CaseExport.Format wanted =
        CaseExport.Format.named(format).orElseThrow(() -> ApiProblem.notFound(format));
    index.list(filter, new Page.Slice(null, Optional.empty(), 1));
    return Download.of(
        wanted.mediaType(),
        export.fileName(wanted),
        out -> export.write(wanted, filter, null, caller, locale, out));
  }

  /** A field that was left empty asks for nothing. */
  private static Map<String, String> filled(Map<String, String> given) {
    Map<String, String> filled = new HashMap<>(given);
    filled.values().removeIf(String::isBlank);
    filled.remove("_csrf");
    return filled;
  }

  private static String address(String path, Map<String, String> wanted) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
    new TreeMap<>(wanted).forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
    return address.encode().buildAndExpand(wanted).toUriString();
  }
}
