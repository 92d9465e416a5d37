// What several scripts speak of, for the type checker (`npm run types`); nothing of it runs.

/** A shadow root, or an element where a component's styles are not isolated. */
type Parent = HTMLElement | ShadowRoot;

/** What Streamlit hands to a component's script, at each of its messages. */
interface Component<Data = Uint8Array> {
  parentElement: Parent;
  data: Data;
  setStateValue(name: string, value: unknown): void;
  setTriggerValue(name: string, value: unknown): void;
}

/** A message of `packed` in mounting.py, taken apart. */
interface Message<Header = unknown> {
  header: Header & { sizes: number[] };
  bodies: Uint8Array[];
}

/** What a live component's message says besides its own words: see `live_component`. */
interface Stamp {
  place: string;
  serial: number;
}

/** What is sent over the page's connection: messages for places, in the order of the bodies. */
interface Delivery {
  places: string[];
  /** Whether the page has to run. */
  page: boolean;
  hears?: string[];
}

/** The answer to a question over Streamlit's connection: see live/relay.py. */
interface Answer {
  /** The last question that was heard. */
  answered: number;
  /** Of the answer; the same one may be mounted several times. */
  number: number;
  /** Seconds until the next question. */
  pause: number;
}

/** An event on its way to Python: see `events` in mounting.py. */
interface Sent {
  id: number;
  name: string;
  value: unknown;
}

/** What every mounted component has: see `placed` in shared/places.js. */
interface Placed {
  root: HTMLElement;
  /** Draws anew in another theme. */
  repaint?: () => void;
  /** Takes back what was done outside of `root`. */
  remove?: () => void;
  unmount(): void;
  /** Hands Streamlit a value to keep. */
  keep(name: string, value: unknown): void;
  send(name: string, value: unknown): void;
  events: Sent[];
  /** The key that Python knows it by, "" where nothing comes over the page's connection. */
  place: string;
  /** Of the message that is shown. */
  serial: number;
  take?: (message: Message<Stamp>) => void;
  unfollow?: () => void;
  /** Whether the browser has told its size: see `watchSize`. */
  sized: boolean;
  /** In whole CSS pixels, as last told. */
  width: number;
  height: number;
}

/** What the scripts of one page share: each of them is a module of its own. */
interface Shown {
  places: Map<string, Placed>;
  newest: Map<string, Message<Stamp>>;
  /** Over the page's own connection; whether that took it. */
  tell?: ((place: string, name: string, value: unknown) => boolean) | null;
  theme?: "dark" | "light" | null;
  /** Charts that are read together, and the run that is lifted in them: see shared/together.js. */
  together?: Set<import("./shared/together.js").Member>;
  emphasized?: string;
  /** Sheets of units, and the unit that is lit in them: see shared/lit.js. */
  units?: Set<import("./shared/lit.js").Member>;
  litUnit?: string;
  dark?: Map<string, boolean>;
}

interface Window {
  playgroundShown?: Shown;
}
