// Numbers and words of the readout, by the parts of Plotly's templates that our figures use.

/**
 * `.1f` (digits after the point), `.3g` (digits in all), `,` (thousands apart).
 * @param {number} value
 * @param {string} [format] without one as it is
 * @param {string} [separators] the point, and what stands between thousands
 */
export function formatted(value, format = "", separators = ".,") {
  const [, thousands, digits, kind] = /^(,?)(?:\.(\d+)([fg]))?$/.exec(format) ?? [];
  let text = String(value);
  if (kind === "f") text = value.toFixed(Number(digits));
  if (kind === "g") text = value.toPrecision(Number(digits));
  const [, minus, whole, rest] = /^(-?)(\d*)(.*)$/.exec(text) ?? ["", "", text, ""];
  const apart = thousands ? whole.replace(/\B(?=(\d{3})+$)/g, separators[1]) : whole;
  // A rounded −0.0 is 0.
  const sign = minus && Number(text) !== 0 ? "−" : "";
  return sign + apart + rest.replace(".", separators[0]).replace("e-", "e−");
}

/**
 * A template with its `%{y:.0f}` filled in.
 * @param {string} template
 * @param {Record<string, number | null>} values by their names
 * @param {string} [separators]
 */
export function filled(template, values, separators) {
  return template
    .replace(/<extra>.*?<\/extra>/, "")
    // A name of two lines at its curve's end has one here.
    .replaceAll("<br>", " ")
    .replace(/%\{(\w+)(?::([^}]*))?\}/g, (_, name, format) => {
      const value = values[name];
      return value === null || value === undefined ? "–" : formatted(value, format, separators);
    });
}
