package dev.merchantreview.console;

import dev.merchantreview.cases.CasePaths;
import dev.merchantreview.cases.CasePaths.CasePath;
import dev.merchantreview.cases.CasePaths.Source;
import dev.merchantreview.cases.CasePaths.Step;
import dev.merchantreview.cases.CasePaths.Way;
import dev.merchantreview.cases.CaseProcesses;
import dev.merchantreview.cases.CaseTypes;
import dev.merchantreview.engine.OperatePages;
import dev.merchantreview.engine.ProcessPaths;
import dev.merchantreview.engine.ProcessPaths.Drawing;
import dev.merchantreview.engine.ProcessPaths.Origin;
import dev.merchantreview.engine.TaskPages;
import dev.merchantreview.review.ReviewedTask;
import dev.merchantreview.review.ReviewedTypes;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.web.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The diagram with the way the case took, and the same as a table. */
@Component
class DiagramSection implements CaseSection {

  private static final int ORDER = 100;

  private final CasePaths paths;
  private final ProcessPaths drawings;
  private final CaseTypes types;
  private final ReviewedTypes reviewed;
  private final OperatePages operate;
  private final TaskPages tasklist;
  private final EnglishNames english;
  private final Durations durations;
  private final ConsoleTimes times;
  private final JsonMapper json;

  DiagramSection(
      CasePaths paths,
      ProcessPaths drawings,
      CaseTypes types,
      ReviewedTypes reviewed,
      OperatePages operate,
      TaskPages tasklist,
      EnglishNames english,
      Durations durations,
      ConsoleTimes times,
      JsonMapper json) {
    this.paths = paths;
    this.drawings = drawings;
    this.types = types;
    this.reviewed = reviewed;
    this.operate = operate;
    this.tasklist = tasklist;
    this.english = english;
    this.durations = durations;
    this.times = times;
    this.json = json;
  }

  /**
   * What is shown.
   *
   * @param recorded whether the cluster's records answered; false shows what the history knows
   * @param instances the newest first
   */
  record Ways(boolean recorded, List<Instance> instances) {}

  /**
   * A process instance.
   *
   * @param key null where none is known
   * @param own whether the diagram is the one this service was built with, which the instance may
   *     not run by
   * @param at what the case is at now
   * @param tasks where Tasklist has its open tasks
   */
  record Instance(
      @Nullable Long key,
      @Nullable Integer version,
      @Nullable String state,
      @Nullable String operate,
      boolean own,
      boolean detailed,
      List<Drawn> drawings,
      List<Row> rows,
      List<String> at,
      List<Trouble> troubles,
      List<String> tasks) {}

  /**
   * A drawing to mark a way in.
   *
   * @param name of the phase; empty for the process
   * @param steps JSON: what is marked, and how
   * @param flows JSON: the ids of the flows that were taken
   */
  record Drawn(String name, String address, String steps, String flows) {}

  /** A step, for who cannot see the drawing. */
  record Row(
      String name,
      String phase,
      int entered,
      String lasted,
      String first,
      String last,
      boolean active,
      boolean incident) {}

  /** What needs a person. */
  record Trouble(String name, String message) {}

  @Override
  public int order() {
    return ORDER;
  }

  @Override
  public String id() {
    return "diagram";
  }

  @Override
  public String titleKey() {
    return "case.diagram";
  }

  @Override
  public String template() {
    return "console/case/diagram";
  }

  @Override
  public @Nullable Object model(CaseId caseId, Caller caller, Locale locale) {
    return paths.of(caseId, userTasks(caseId)).map(path -> ways(caseId, path, locale)).orElse(null);
  }

  private Set<String> userTasks(CaseId caseId) {
    return reviewed.find(caseId).stream()
        .flatMap(type -> type.tasks().stream())
        .map(ReviewedTask::elementId)
        .collect(Collectors.toSet());
  }

  /** A drawing of the process of a case as BPMN. */
  Optional<String> drawn(CaseId caseId, @Nullable Long definition, String plane, Locale locale) {
    return types
        .processOf(caseId)
        .map(CaseProcesses::processId)
        .flatMap(
            process ->
                drawings
                    .drawing(process, definition)
                    .flatMap(drawing -> read(process, drawing, locale)))
        .flatMap(diagram -> diagram.drawn(plane));
  }

  private Optional<CaseDiagram> read(String process, Drawing drawing, Locale locale) {
    return CaseDiagram.read(drawing.bpmn(), english.of(process, locale));
  }

  private Ways ways(CaseId caseId, CasePath path, Locale locale) {
    Map<Optional<Long>, Optional<Drawing>> known = new HashMap<>();
    List<Instance> instances =
        path.instances().reversed().stream()
            .map(
                way ->
                    instance(
                        caseId,
                        path,
                        way,
                        known.computeIfAbsent(
                            Optional.ofNullable(way.definitionKey()),
                            key -> drawings.drawing(path.processId(), key.orElse(null))),
                        locale))
            .toList();
    return new Ways(path.source() == Source.RECORDS, instances);
  }

  private Instance instance(
      CaseId caseId, CasePath path, Way way, Optional<Drawing> drawing, Locale locale) {
    Optional<CaseDiagram> diagram = drawing.flatMap(one -> read(path.processId(), one, locale));
    List<CaseDiagram.Plane> planes = diagram.map(CaseDiagram::planes).orElseGet(List::of);
    return new Instance(
        way.instance(),
        way.version(),
        way.state() == null ? null : way.state().name(),
        way.instance() == null ? null : operate.of(way.instance()).orElse(null),
        drawing.filter(one -> one.origin() == Origin.OWN).isPresent(),
        way.detailed(),
        planes.stream()
            .filter(plane -> plane.name().isEmpty() || isVisited(plane, way))
            .map(plane -> drawn(caseId, way, plane, locale))
            .toList(),
        way.steps().stream()
            .filter(step -> diagram.isEmpty() || diagram.get().isNamed(step.elementId()))
            .map(step -> row(step, diagram, planes, locale))
            .toList(),
        way.steps().stream()
            .filter(Step::active)
            .map(step -> name(diagram, step.elementId()))
            .distinct()
            .toList(),
        way.incidents().stream()
            .map(one -> new Trouble(name(diagram, one.elementId()), one.message()))
            .toList(),
        way.openTasks().stream().flatMap(key -> tasklist.of(key).stream()).toList());
  }

  private static boolean isVisited(CaseDiagram.Plane plane, Way way) {
    return way.steps().stream().anyMatch(step -> plane.elements().contains(step.elementId()));
  }

  private static String name(Optional<CaseDiagram> diagram, String elementId) {
    return diagram.map(one -> one.name(elementId)).orElse(elementId);
  }

  private Drawn drawn(CaseId caseId, Way way, CaseDiagram.Plane plane, Locale locale) {
    List<Map<String, Object>> steps = new ArrayList<>();
    way.steps().stream()
        .filter(step -> plane.elements().contains(step.elementId()))
        .forEach(step -> steps.add(mark(step, locale)));
    String address =
        CasePage.PATH.replace("{id}", caseId.value())
            + "/diagram?plane="
            + plane.id()
            + (way.definitionKey() == null ? "" : "&definition=" + way.definitionKey());
    return new Drawn(
        plane.name(),
        address,
        json.writeValueAsString(steps),
        json.writeValueAsString(way.flows().stream().filter(plane.elements()::contains).toList()));
  }

  private Map<String, Object> mark(Step step, Locale locale) {
    Map<String, Object> mark = new LinkedHashMap<>();
    mark.put("id", step.elementId());
    mark.put("count", step.entered());
    mark.put("time", lasted(step, locale));
    mark.put("active", step.active());
    mark.put("incident", step.incident());
    return mark;
  }

  private String lasted(Step step, Locale locale) {
    Duration lasted = step.lasted();
    return lasted == null ? "" : durations.words(lasted, locale);
  }

  private Row row(
      Step step, Optional<CaseDiagram> diagram, List<CaseDiagram.Plane> planes, Locale locale) {
    return new Row(
        name(diagram, step.elementId()),
        planes.stream()
            .filter(plane -> plane.elements().contains(step.elementId()))
            .map(CaseDiagram.Plane::name)
            .findFirst()
            .orElse(""),
        step.entered(),
        lasted(step, locale),
        times.second(step.firstAt()),
        step.lastAt() == null ? "" : times.second(step.lastAt()),
        step.active(),
        step.incident());
  }
}
