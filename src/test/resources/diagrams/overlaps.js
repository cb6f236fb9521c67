// What lies on top of something else in a drawn diagram: words on lines, shapes, borders or other words,
// words that leave their box, lines through shapes they do not lead to. Empty when everything can be read.
(viewer) => {
  const registry = viewer.get('elementRegistry');
  const all = registry.filter(element => element.parent && element.type !== 'bpmn:Collaboration');
  const isLine = element => !!element.waypoints;
  const holds = element => /Participant|Lane$/.test(element.type)
      || (element.type === 'bpmn:SubProcess' && element.businessObject.di.isExpanded);
  const within = (inner, outer) => {
    for (let at = inner; at; at = at.parent) if (at === outer) return true;
    return false;
  };
  const box = element => ({x: element.x, y: element.y, width: element.width, height: element.height});
  const meet = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width
      && a.y < b.y + b.height && b.y < a.y + a.height;
  const inside = (a, b) => a.x >= b.x && a.y >= b.y
      && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;
  const strokes = edge => edge.waypoints.slice(1).map((to, i) => [edge.waypoints[i], to]);
  // Liang and Barsky: whether a stroke enters a box.
  const enters = ([from, to], b) => {
    let begin = 0, end = 1;
    const dx = to.x - from.x, dy = to.y - from.y;
    for (const [p, q] of [[-dx, from.x - b.x], [dx, b.x + b.width - from.x],
                          [-dy, from.y - b.y], [dy, b.y + b.height - from.y]]) {
      if (p === 0) { if (q <= 0) return false; continue; }
      const at = q / p;
      if (p < 0) begin = Math.max(begin, at); else end = Math.min(end, at);
    }
    return begin < end;
  };
  const written = element => {
    const text = registry.getGraphics(element).querySelector(':scope > .djs-visual > text');
    if (!text || text.getAttribute('transform')?.includes('rotate')) return [];
    const matrix = text.transform.baseVal.consolidate()?.matrix ?? {e: 0, f: 0};
    return [...text.querySelectorAll('tspan')].filter(line => line.textContent.trim()).map(line => ({
      x: element.x + matrix.e + Number(line.getAttribute('x')),
      y: element.y + matrix.f + Number(line.getAttribute('y')) - 10,
      width: line.getComputedTextLength(), height: 12}));
  };
  const wider = (b, by) => ({x: b.x - by, y: b.y - by, width: b.width + 2 * by, height: b.height + 2 * by});
  const head = edge => {
    const tip = edge.waypoints[edge.waypoints.length - 1];
    const by = edge.type === 'bpmn:Association' ? 0 : 11;
    return {x: tip.x - Math.min(by, 7), y: tip.y - by, width: 2 * Math.min(by, 7), height: 2 * by};
  };
  // Of a flow that is taken by default.
  const tick = edge => {
    if (edge.source?.businessObject.default?.id !== edge.id) return {x: 0, y: 0, width: 0, height: 0};
    const [from, to] = edge.waypoints;
    const way = Math.hypot(to.x - from.x, to.y - from.y);
    return {x: from.x + 7 * (to.x - from.x) / way - 5, y: from.y + 7 * (to.y - from.y) / way - 5, width: 10, height: 10};
  };
  const icon = task => ({x: task.x + 3, y: task.y + 3, width: 21, height: 21});
  const found = [];
  const say = (what, other) => found.push(what + ' / ' + other);
  const texts = all.filter(element => !isLine(element) && !/Lane$/.test(element.type)).flatMap(
      element => written(element).map(box => ({element, box, of: element.labelTarget || element})));
  const notes = all.filter(element => element.type === 'bpmn:TextAnnotation');
  for (const {element, box: at, of} of texts) {
    const name = of.id + ' text';
    if (!element.labelTarget && !holds(element) && !inside(at, box(element))) say(name, 'its own border');
    if (/Task$/.test(element.type) && meet(at, icon(element))) say(name, 'its own icon');
    for (const edge of all.filter(isLine).filter(edge => element.labelTarget || ![edge.source, edge.target].includes(element)))
      if (strokes(edge).some(stroke => enters(stroke, wider(at, 2))) || meet(at, head(edge)) || meet(at, tick(edge))) say(name, edge.id);
    for (const shape of all.filter(e => !isLine(e) && !e.labelTarget && e !== element)) {
      // The corners about a gateway are free.
      const there = wider(box(shape), /Gateway$/.test(shape.type) ? -8 : 0);
      if (holds(shape) ? meet(at, there) && !inside(at, there) : meet(at, there)) say(name, shape.id);
    }
    for (const other of texts)
      if (other.element.id < element.id && meet(at, other.box)) say(name, other.of.id + ' text');
  }
  for (const edge of all.filter(isLine))
    for (const shape of all.filter(e => !isLine(e) && !e.labelTarget && !holds(e))) {
      if (edge.source === shape || edge.target === shape || within(edge.source, shape) || within(edge.target, shape)
          || edge.source.host === shape || edge.target.host === shape) continue;
      if (strokes(edge).some(stroke => enters(stroke, box(shape)))) say(edge.id, shape.id);
    }
  for (const note of notes)
    for (const shape of all.filter(e => !isLine(e) && !e.labelTarget && e !== note)) {
      const there = box(shape);
      if (holds(shape) ? meet(box(note), there) && !inside(box(note), there) : meet(box(note), there)) say(note.id, shape.id);
    }
  return [...new Set(found)];
}
