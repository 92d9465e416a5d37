// @ts-nocheck
import { make } from "./elements.js";
import { serverRoot } from "./server.js";
import { shown } from "./shown.js";

// One <script> for the page, however many charts wait for it, from the server's static folder.
export function plotly(version) {
  if (window.Plotly) return Promise.resolve(window.Plotly);
  if (shown.plotly) return shown.plotly;
  shown.plotly = loaded(make("script", "", document.head, { src: plotlyAddress(version) }));
  shown.plotly.catch(() => { shown.plotly = null; });
  return shown.plotly;
}

function plotlyAddress(version) {
  const address = new URL("app/static/plotly-basic.min.js", serverRoot());
  address.searchParams.set("v", version);
  return address.href;
}

// So that it is there when somebody points at a chart. Not while the page itself is loaded.
export function fetchPlotlyLater(version) {
  shown.fetched ??= setTimeout(() => make("link", "", document.head, {
    rel: "prefetch", as: "script", href: plotlyAddress(version),
  }), 3000);
}

function loaded(script) {
  return new Promise((resolve, reject) => {
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      script.remove();
      reject(new Error("plotly-basic.min.js could not be loaded"));
    };
  });
}
