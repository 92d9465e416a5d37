// What a person may read on the page that is not in the pseudo-language's brackets: a list of texts.

() => {
  const READ = ["alt", "title", "aria-label", "placeholder", "aria-valuetext", "aria-description"];
  const found = new Set();

  const add = (text) => {
    const words = text.replace(/\s+/g, " ").trim();
    // Numerals, signs and single letters are the same in every language.
    if (/\p{L}{2,}/u.test(words) && !words.includes("⟦")) found.add(words);
  };

  // What a style sheet adds is no part of the tree.
  const added = (element) => {
    for (const place of ["::before", "::after"]) {
      const { content } = getComputedStyle(element, place);
      if (content.startsWith('"')) add(content);
    }
  };

  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const element = node.parentElement ?? node.getRootNode().host;
      // An icon is drawn by a font from its name.
      if (element?.closest("style, script, noscript, [data-testid=stIconMaterial]")) return;
      if (element?.checkVisibility({ visibilityProperty: true })) add(node.data);
      return;
    }
    if (node instanceof Element) {
      for (const name of READ) if (node.hasAttribute(name)) add(node.getAttribute(name));
      added(node);
      if (node.shadowRoot) walk(node.shadowRoot);
    }
    node.childNodes.forEach(walk);
  };

  walk(document.body);
  return [...found];
}
