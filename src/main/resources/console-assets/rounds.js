// Papers can be made larger and turned; what was shown of masked data goes away again by itself.
"use strict";
(() => {
  const steps = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

  function viewer(panel) {
    const stage = panel.querySelector(".stage");
    const image = stage && stage.querySelector("img");
    const tools = panel.querySelector(".tools");
    if (!image || !tools) {
      return;
    }
    let at = steps.indexOf(1);
    let turned = 0;
    const show = () => {
      const zoom = steps[at];
      const across = turned % 180 !== 0;
      const width = stage.clientWidth * zoom;
      image.style.maxWidth = "none";
      image.style.width = width + "px";
      image.style.transform = "rotate(" + turned + "deg)";
      // What is turned needs as much room the other way.
      const height = image.naturalWidth ? (width * image.naturalHeight) / image.naturalWidth : 0;
      const room = across ? (width - height) / 2 : 0;
      image.style.margin = room + "px " + -Math.min(0, room) + "px";
    };
    const acts = {
      in: () => { at = Math.min(at + 1, steps.length - 1); },
      out: () => { at = Math.max(at - 1, 0); },
      turn: () => { turned = (turned + 90) % 360; },
      reset: () => { at = steps.indexOf(1); turned = 0; },
    };
    const act = (name) => { acts[name](); show(); };
    tools.hidden = false;
    tools.addEventListener("click", (event) => {
      const name = event.target.dataset && event.target.dataset.do;
      if (name) { act(name); }
    });
    const keys = { "+": "in", "=": "in", "-": "out", r: "turn", R: "turn", 0: "reset" };
    panel.addEventListener("keydown", (event) => {
      if (keys[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        act(keys[event.key]);
      }
    });
  }

  // Whoever was at the value goes on where it was asked for.
  function hiding(shown, asked) {
    const hide = () => {
      const left = shown.contains(document.activeElement) || document.activeElement === document.body;
      shown.remove();
      if (left) { asked.querySelector("summary").focus(); }
    };
    const button = shown.querySelector("button.hide");
    if (!button) {
      return;
    }
    asked.open = false;
    asked.querySelector("form").reset();
    button.hidden = false;
    button.addEventListener("click", hide);
    button.focus();
    window.setTimeout(() => { if (shown.isConnected) { hide(); } }, Number(shown.dataset.hideAfter) * 1000);
  }

  document.querySelectorAll(".viewer").forEach(viewer);
  document.addEventListener("htmx:afterSwap", (event) => {
    const masked = event.target.closest(".masked");
    if (masked) {
      event.target.querySelectorAll(".masked-shown").forEach((shown) => hiding(shown, masked.querySelector("details")));
    }
  });
  // A page that comes back from the browser's memory shows nothing that was shown on it.
  window.addEventListener("pagehide", () => {
    document.querySelectorAll(".masked-shown").forEach((shown) => shown.remove());
  });
})();
