package dev.merchantreview.console;

import dev.merchantreview.caseindex.CaseIndex;
import dev.merchantreview.caseindex.FoundCase;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.ConsolePaths;
import dev.merchantreview.web.ContentPolicy;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Everything there is to see of a case of any type. */
@Controller
@Hidden
class CasePage {

  static final String PATH = ConsolePaths.ROOT + "/cases/{id}";

  /**
   * The style attributes the library that draws diagrams writes: of the frame of its layers, of the
   * helper it measures words with, and of its makers' mark. A browser test finds every other one.
   */
  private static final List<String> STYLES_OF_THE_VIEWER =
      List.of(
          "j2t/iYgmiK/9tDIa+YLs3dUK18D+PDjuKi+KxuYXU/w=",
          "AHtqGIKHiUalONG+xeO90E9yUgWLoWuygINiCuiaBnA=",
          "F1/lIJB2HC2RT+RPHwCjlrUMGQft2PdUC4nHeQ7MKsc=",
          "CA/eh4+2R0J7cEQ14gBMtx834RIOjzMUqCM+evtrkp4=");

  private final CaseIndex index;
  private final CaseHeaders headers;
  private final DiagramSection diagrams;
  private final TimelineSection timeline;
  private final List<CaseSection> sections;

  CasePage(
      CaseIndex index,
      CaseHeaders headers,
      DiagramSection diagrams,
      TimelineSection timeline,
      List<CaseSection> sections) {
    this.index = index;
    this.headers = headers;
    this.diagrams = diagrams;
    this.timeline = timeline;
    this.sections = sections.stream().sorted(Comparator.comparingInt(CaseSection::order)).toList();
  }

  /** A section with what it shows. */
  record Shown(String id, String titleKey, String template, Object model) {}

  @GetMapping(PATH)
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  String page(
      @PathVariable String id,
      Caller caller,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    FoundCase found = found(id);
    response.setHeader(
        ContentPolicy.HEADER, ContentPolicy.withStyleAttributes(STYLES_OF_THE_VIEWER));
    model.addAttribute("header", headers.of(found, locale));
    model.addAttribute(
        "shown", sections.stream().flatMap(one -> shown(one, found.id(), caller, locale)).toList());
    model.addAttribute("sheets", List.of("case.css", "rounds.css"));
    model.addAttribute(
        "scripts",
        List.of(
            "webjars/bpmn-js/dist/bpmn-navigated-viewer.production.min.js",
            "case.js",
            "rounds.js"));
    return "console/case";
  }

  private static Stream<Shown> shown(CaseSection section, CaseId id, Caller caller, Locale locale) {
    Object model = section.model(id, caller, locale);
    return model == null
        ? Stream.empty()
        : Stream.of(new Shown(section.id(), section.titleKey(), section.template(), model));
  }

  /** A drawing of the process the case runs in, for the page to mark its way in. */
  @GetMapping(path = PATH + "/diagram", produces = MediaType.APPLICATION_XML_VALUE)
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  ResponseEntity<String> diagram(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Long definition,
      @RequestParam String plane,
      Locale locale) {
    return diagrams
        .drawn(found(id).id(), definition, plane, locale)
        .map(
            bpmn ->
                ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .contentType(MediaType.APPLICATION_XML)
                    .body(bpmn))
        .orElseThrow(() -> ApiProblem.notFound(plane));
  }

  /** Events of the case by themselves: what the case's page has no room for. */
  @GetMapping(PATH + "/timeline")
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  String timeline(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "false") boolean whole,
      Locale locale,
      Model model) {
    FoundCase found = found(id);
    model.addAttribute("header", headers.of(found, locale));
    model.addAttribute(
        "section",
        whole
            ? timeline.whole(found.id(), locale)
            : timeline.part(found.id(), Math.max(0, after), locale));
    model.addAttribute("sheets", List.of("case.css"));
    return "console/timeline";
  }

  private FoundCase found(String id) {
    return CaseId.of(id).flatMap(index::find).orElseThrow(() -> ApiProblem.notFound(id));
  }
}
