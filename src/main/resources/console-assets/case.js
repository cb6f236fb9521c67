// Draws the diagrams of a case's page and marks the way the case took: by outline, sign and number, not by colour alone.
(() => {
  'use strict';
  const SVG = 'http://www.w3.org/2000/svg';
  const sign = step => (step.incident ? '⚠ ' : step.active ? '▶ ' : '✓ ');
  const kind = step => (step.incident ? 'incident' : step.active ? 'here' : 'passed');

  const node = (name, attributes) => {
    const made = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  };

  /** How often and how long, at the lower edge of a task; of an event or a gateway only what its outline does not say. */
  const badge = (layer, shape, step) => {
    const small = shape.width < 80;
    const words = small
      ? sign(step).trim() + (step.count > 1 ? '×' + step.count : '')
      : sign(step) + '×' + step.count + (step.time ? ' · ' + step.time : '');
    const group = node('g', {class: 'step-badge ' + kind(step)});
    const text = node('text', {x: 6, y: 14});
    text.textContent = words;
    group.append(text);
    layer.append(group);
    const width = text.getComputedTextLength() + 12;
    group.prepend(node('rect', {width, height: 19, rx: 9}));
    const x = small ? shape.x + shape.width - 10 : shape.x + shape.width / 2 - width / 2;
    const y = small ? shape.y - 10 : shape.y + shape.height - 8;
    group.setAttribute('transform', `translate(${x}, ${y})`);
  };

  const mark = (viewer, steps, flows) => {
    const registry = viewer.get('elementRegistry');
    const canvas = viewer.get('canvas');
    const layer = canvas.getLayer('steps', 1000);
    flows.filter(id => registry.get(id)).forEach(id => canvas.addMarker(id, 'passed'));
    steps.forEach(step => {
      const shape = registry.get(step.id);
      if (shape && shape.width) {
        canvas.addMarker(shape, kind(step));
        badge(layer, shape, step);
      }
    });
  };

  const draw = async frame => {
    if (frame.dataset.state) {
      return;
    }
    frame.dataset.state = 'drawing';
    try {
      const answer = await fetch(frame.dataset.address, {credentials: 'same-origin'});
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      const viewer = new window.BpmnJS({container: frame});
      await viewer.importXML(await answer.text());
      // The wheel scrolls the page; the drawing is moved by dragging and by keys.
      viewer.get('zoomScroll').toggle(false);
      mark(viewer, JSON.parse(frame.dataset.steps), JSON.parse(frame.dataset.flows));
      const fit = () => {
        // What has no size now, as on a page that is not laid out, is fitted when it has one.
        if (!frame.clientWidth || !frame.clientHeight) {
          return;
        }
        const canvas = viewer.get('canvas');
        canvas.resized();
        canvas.zoom('fit-viewport', 'auto');
      };
      fit();
      frame.classList.add('drawn');
      frame.dataset.state = 'drawn';
      new ResizeObserver(fit).observe(frame);
      window.matchMedia('print').addEventListener('change', fit);
      frame.addEventListener('keydown', event => zoomByKey(viewer, event));
    } catch (failed) {
      // The table below the drawing says the same.
      frame.dataset.state = 'failed';
    }
  };

  const zoomByKey = (viewer, event) => {
    const canvas = viewer.get('canvas');
    const moves = {ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40]};
    if (event.key === '+' || event.key === '-') {
      canvas.zoom(canvas.zoom() * (event.key === '+' ? 1.2 : 1 / 1.2));
    } else if (event.key === '0') {
      canvas.zoom('fit-viewport', 'auto');
    } else if (moves[event.key]) {
      canvas.scroll({dx: moves[event.key][0], dy: moves[event.key][1]});
    } else {
      return;
    }
    event.preventDefault();
  };

  const drawOpen = () =>
    document.querySelectorAll('details.instance[open] .drawing').forEach(frame => draw(frame));

  document.querySelectorAll('details.instance').forEach(one => one.addEventListener('toggle', drawOpen));
  drawOpen();

  // On paper nobody can open what is closed: why the review is due then belongs to the file.
  window.addEventListener('beforeprint', () =>
    document.querySelectorAll('details.why').forEach(one => one.setAttribute('open', '')));
})();
