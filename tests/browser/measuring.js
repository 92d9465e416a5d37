// What a page's layout does wrong at the width that it has now: see layout.py. A list of sentences.

(() => {
  const SLACK = 1.5; // CSS pixels: browsers round
  const CONTROLS = "button, a[href], input, select, textarea, [role=button], [role=slider], [role=tab]";

  const name = (element) => {
    const key = (one) => [...one.classList].find((word) => word.startsWith("st-key-"));
    let at = element, words = "";
    while (at && !words) {
      at = at.assignedSlot ?? at.parentElement ?? at.getRootNode().host;
      words = (at && key(at)) ?? "";
    }
    return `${words} ${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""}`.slice(0, 90);
  };
  const parentOf = (node) => node.parentElement ?? node.getRootNode().host ?? null;

  function* all(root) {
    for (const element of root.querySelectorAll("*")) {
      if (["STYLE", "SCRIPT", "TEMPLATE"].includes(element.tagName)) continue;
      yield element;
      if (element.shadowRoot) yield* all(element.shadowRoot);
    }
  }

  const seen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  // What is asked of an element is asked again for all that is in it: kept while nothing changes.
  const remembered = (ask) => {
    const known = new Map();
    return (element) => {
      if (!known.has(element)) known.set(element, ask(element));
      return known.get(element);
    };
  };
  // Kept for screen readers alone: a pixel, or clipped to nothing.
  const forReadersAlone = remembered((element) => {
    const style = getComputedStyle(element);
    if (style.clipPath.startsWith("inset(50%") || style.clip === "rect(0px, 0px, 0px, 0px)") return true;
    if (style.position === "absolute" && style.overflow === "hidden" && element.offsetWidth <= 1) return true;
    const parent = parentOf(element);
    return parent !== null && forReadersAlone(parent);
  });

  let scope = document.body;
  const wide = document.documentElement.clientWidth;

  // Before anything is scrolled: boxes are where they were when they were asked for.
  const bounds = remembered((at) => {
    const style = getComputedStyle(at);
    const [x, y] = [style.overflowX, style.overflowY];
    const svg = at.tagName === "svg" && style.overflow === "hidden";
    const [hidesX, hidesY] = [x, y].map((one) => ["hidden", "clip"].includes(one));
    return {
      hidesX, hidesY, box: hidesX || hidesY || svg ? at.getBoundingClientRect() : null,
      // The page itself is never to be scrolled sideways.
      scrollsX: (x === "auto" || x === "scroll") && at.dataset.testid !== "stMain",
      scrollsY: ["auto", "scroll"].includes(y) && at.scrollHeight > at.clientHeight + 1,
      fixed: style.position === "fixed",
    };
  });

  // Where a box ends that hides what lies beyond it, or the window's sides.
  function cuts(element) {
    const found = [];
    let scrolls = false;
    for (let at = element; at && at !== document.documentElement; at = parentOf(at)) {
      const { hidesX, hidesY, box, scrollsX, scrollsY, fixed } = bounds(at);
      scrolls ||= scrollsX;
      if (box) found.push({ at, x: hidesX && !scrolls, box, y: hidesY });
      if (scrollsY) return { found, scrolls };
      if (fixed) break;
    }
    return { found, scrolls };
  }

  function clippedTexts() {
    const told = [];
    for (const element of all(scope)) {
      if (element.tagName === "INPUT" && ["text", "number"].includes(element.type) && seen(element)
          // The link to copy is longer than any field, and selected as a whole.
          && !(element.readOnly && element.getRootNode().activeElement === element)
          && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + SLACK
          && getComputedStyle(element).opacity !== "0") {
        told.push(`the value "${element.value}" is cut off in ${name(element)}`);
      }
      const texts = [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim());
      if (!texts.length || !seen(element)) continue;
      const range = document.createRange();
      const boxes = texts.flatMap((text) => {
        range.selectNodeContents(text);
        return [...range.getClientRects()];
      }).filter((box) => box.width > 1 && box.height > 1);
      if (!boxes.length || forReadersAlone(element)) continue;
      const { found, scrolls } = cuts(element);
      const words = element.textContent.trim().slice(0, 40);
      // A line is taller than its letters: a quarter of it may reach out above or below.
      const cut = found.find(({ x, y, box }) => boxes.some((one) =>
        (x && (one.right > box.right + SLACK || one.left < box.left - SLACK))
        || (y && (one.bottom - one.height / 4 > box.bottom + SLACK
                  || one.top + one.height / 4 < box.top - SLACK))));
      if (cut) told.push(`"${words}" is cut off in ${name(element)} by ${name(cut.at)}`);
      else if (!scrolls && boxes.some((one) => one.right > wide + SLACK || one.left < -SLACK)) {
        told.push(`"${words}" reaches out of the window in ${name(element)}`);
      }
    }
    return told;
  }

  function deepest(x, y) {
    let at = document.elementFromPoint(x, y);
    while (at?.shadowRoot) {
      const within = at.shadowRoot.elementFromPoint(x, y);
      if (!within || within === at) break;
      at = within;
    }
    return at;
  }

  const hit = (box) => deepest((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  const holds = (outer, inner) => {
    for (let at = inner; at; at = parentOf(at)) if (at === outer) return true;
    return false;
  };

  function unreachable() {
    const told = [];
    for (const element of all(scope)) {
      if (!element.matches(CONTROLS) || element.disabled || !seen(element)) continue;
      if (element.tabIndex < 0 || element.closest("[inert]") || forReadersAlone(element)) continue;
      let box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      // Drawn by a label over it: the label is what is pressed.
      if (style.opacity === "0" || (box.width <= 1 && box.height <= 1)) continue;
      const label = (element.getAttribute("aria-label") ?? element.innerText ?? element.title ?? "").slice(0, 30);
      if (box.width < 12 || box.height < 12) {
        told.push(`"${label}" is ${Math.round(box.width)} x ${Math.round(box.height)} in ${name(element)}`);
        continue;
      }
      if (box.top < 0 || box.bottom > innerHeight || box.left < 0 || box.right > wide) {
        element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
        box = element.getBoundingClientRect();
      }
      if (box.left < -SLACK || box.right > wide + SLACK) {
        told.push(`"${label}" lies outside of the window in ${name(element)}`);
        continue;
      }
      let there = hit(box);
      if (there && !holds(element, there)) {
        // Beyond the end of something that scrolls, the popover of a long form.
        element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
        there = hit(element.getBoundingClientRect());
      }
      const own = element.labels ? [...element.labels] : [];
      if (there && !holds(element, there) && !holds(there, element)
          && !own.some((one) => holds(one, there))) {
        told.push(`"${label}" is covered by ${name(there)} in ${name(element)}`);
      }
    }
    return told;
  }

  // The largest empty square among the panels: text, pictures and controls are what fills them, and
  // a sentence's room is its own, however short the sentence is.
  function holes(selector, largest) {
    const stage = document.querySelector(selector);
    if (!stage) return [];
    const around = stage.getBoundingClientRect(), CELL = 8;
    const columns = Math.floor(around.width / CELL), rows = Math.floor(around.height / CELL);
    const full = Array.from({ length: rows }, () => new Uint8Array(columns));
    const fill = ({ left, right, top, bottom }) => {
      const [from, to] = [left - around.left, right - around.left].map((x) => x / CELL);
      for (let row = Math.max(0, Math.floor((top - around.top) / CELL));
        row < Math.min(rows, Math.ceil((bottom - around.top) / CELL)); row += 1) {
        full[row].fill(1, Math.max(0, Math.floor(from)), Math.max(0, Math.min(columns, Math.ceil(to))));
      }
    };
    const range = document.createRange();
    for (const element of all(stage)) {
      if (!seen(element)) continue;
      if (element.matches("canvas, svg.pg-painted, img, button, input, .pg-sentence, .pg-metric, .pg-map")) {
        fill(element.getBoundingClientRect());
      }
      for (const node of element.childNodes) {
        if (node.nodeType !== 3 || !node.data.trim()) continue;
        range.selectNodeContents(node);
        [...range.getClientRects()].forEach(fill);
      }
    }
    let most = 0, spot = [0, 0];
    const sides = Array.from({ length: rows }, () => new Uint16Array(columns));
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        if (full[row][column]) continue;
        const before = row && column
          ? Math.min(sides[row - 1][column], sides[row][column - 1], sides[row - 1][column - 1]) : 0;
        sides[row][column] = before + 1;
        if (before + 1 > most) [most, spot] = [before + 1, [row, column]];
      }
    }
    const side = most * CELL;
    return side > largest
      ? [`a hole of ${side} x ${side} ends at ${spot[1] * CELL}, ${spot[0] * CELL} of ${selector}`] : [];
  }

  function sideways() {
    return [document.documentElement, document.body, document.querySelector('[data-testid="stMain"]')]
      .filter((one) => one && one.scrollWidth > one.clientWidth + 1)
      .map((one) => `${one.tagName} scrolls sideways: ${one.scrollWidth} in ${one.clientWidth}`);
  }

  // What opens over the page and scrolls itself: what of it lies outside is not to be had.
  function beyond() {
    const { left, right } = scope.getBoundingClientRect();
    return left < -SLACK || right > wide + SLACK
      ? [`${name(scope)} reaches out of the window: ${Math.round(left)} to ${Math.round(right)}`] : [];
  }

  // A picture that is wider than the button that it is drawn in lies over the next one.
  function overflowing() {
    const told = [];
    for (const picture of all(scope)) {
      if (!picture.matches("button canvas, button img, button svg") || !seen(picture)) continue;
      const [inner, outer] = [picture, picture.closest("button")].map((one) => one.getBoundingClientRect());
      if (inner.right > outer.right + SLACK || inner.left < outer.left - SLACK) {
        told.push(`a picture reaches out of its button in ${name(picture)}`);
      }
    }
    return told;
  }

  return (within, holesOf) => {
    scope = document.querySelector(within);
    if (!scope) return [`there is no ${within}`];
    return [...sideways(), ...beyond(), ...clippedTexts(), ...unreachable(), ...overflowing(),
            ...Object.entries(holesOf).flatMap(([one, most]) => holes(one, most))];
  };
})()
