// What playground/figures makes and chart.py sends: the part of Plotly's vocabulary that is painted.

/** Written out, or as the bytes of a typed array: see `_binary` in chart.py. */
type Numbers = (number | null)[] | { dtype: "f4" | "f8" | "i4"; bdata: string };

type Dash = "solid" | "dash" | "dot" | "longdash" | "dashdot" | "longdashdot";

interface Stroke {
  color: string;
  width?: number;
  dash?: Dash;
  /** "hvh": the level changes half way between two points. */
  shape?: "hvh";
}

interface Trace {
  type: "scatter" | "bar";
  mode?: "lines" | "markers";
  x: Numbers;
  y: Numbers;
  /** A bar's, in the axis' values. */
  width?: Numbers;
  customdata?: Numbers;
  name?: string;
  yaxis?: "y" | "y2";
  line?: Stroke;
  marker?: { color: string | string[]; size?: number };
  /** "tozeroy": down to 0; "toself": what the line encloses. */
  fill?: "tozeroy" | "toself";
  fillcolor?: string;
  opacity?: number;
  hovertemplate?: string;
  hoverinfo?: "skip";
  /** The run that it belongs to: it is lifted above the others with all that is of the same one. */
  legendgroup?: string;
}

interface Axis {
  /** Of a logarithmic axis its powers of ten. */
  range: [number, number];
  type?: "log";
  /** The part of the figure's height that it takes, from below. */
  domain?: [number, number];
  tickvals?: number[];
  ticktext?: string[];
  nticks?: number;
  tickformat?: "d" | ".2~g";
  /** Of the readout's first line, with `%{x:.1f}`. */
  unifiedhovertitle?: { text: string };
  showgrid?: boolean;
  gridcolor: string;
  tickfont: { size: number; color: string };
}

type AxisName = "x" | "y" | "y2";

/** A straight line; "paper": in shares of the whole figure. */
interface LineShape {
  xref: "x" | "paper";
  yref?: "y" | "y2" | "paper";
  x0: number;
  x1: number;
  y0: number;
  y1: number;
  layer?: "below";
  line: { color: string; width: number; dash?: Dash };
}

interface Annotation {
  text: string;
  x: number;
  y: number;
  xref: "x" | "paper";
  yref: "y" | "y2" | "paper";
  xanchor: "left" | "center" | "right";
  yanchor: "top" | "middle" | "bottom";
  xshift?: number;
  yshift?: number;
  borderpad?: number;
  bgcolor?: string;
  bordercolor?: string;
  /** The run that it belongs to, as a trace's `legendgroup`. */
  name?: string;
  font: { size: number; color: string };
}

interface Layout {
  margin: { l: number; r: number; t: number; b: number };
  xaxis: Axis;
  yaxis: Axis;
  yaxis2?: Axis;
  shapes?: LineShape[];
  annotations?: Annotation[];
  /** While it stays, so does a zoom. */
  uirevision?: string;
  /** The decimal point and what stands between thousands, where they are not those of English. */
  separators?: string;
}

interface Figure {
  data: Trace[];
  layout: Layout;
}

/** The figure's own part of the picture, in pixels. */
interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** An axis with its places in the picture: see `scaled` in axes.js. */
interface Scaled {
  axis: Axis;
  horizontal: boolean;
  start: number;
  end: number;
  logarithmic: boolean;
  /** Of a place counted as the axis' range is: on a logarithmic one, powers. */
  along(place: number): number;
  /** Of a value. NaN where it has no place. */
  at(value: number): number;
  ticks: Tick[];
}

/** A place along the axis, and what is written there; the second part of a pair is raised. */
type Tick = [number, string | [string, string]];

type Axes = { x: Scaled; y: Scaled; y2?: Scaled };

type Attributes = Record<string, string | number | undefined>;

/** An element to be, or the words in it: see patch.js. */
interface Drawn {
  tag: string;
  attributes: Attributes;
  children: (Drawn | Words)[];
}

interface Words {
  text: string;
}
