// How many squares of what size fill a box: for tiles, and for a matrix that may be cut.

const LEAST_TILE = 12;
// Of the best covered area: with so much of it, more squares are better than larger ones.
const NEARLY = 0.93;

// `count` squares in rows, `below` pixels under each and `gap` between them: so many a row as makes
// them largest, and as many as wanted where that is no smaller.
export function tileRows(count, wanted, { wide, high }, gap, below = 0) {
  const choices = [wanted, ...Array.from({ length: count }, (_, i) => i + 1)].map((columns) => {
    const rows = Math.max(1, Math.ceil(count / columns));
    const across = (wide - gap * (columns - 1)) / columns;
    const down = (high - gap * (rows - 1)) / rows - below;
    return { columns, rows, side: Math.max(LEAST_TILE, Math.floor(Math.min(across, down))) };
  });
  return choices.reduce((one, other) => (other.side > one.side ? other : one));
}

// The upper left part of rows x columns squares, each a whole number of the screen's own pixels,
// that fills the box best: all of them, or fewer and larger ones where the box has another shape.
// `dense`: pixels of the screen to a CSS pixel, in which the sizes are.
export function cutToFill(rows, columns, { wide, high }, dense = 1) {
  const least = Math.max(1, Math.floor(dense * Math.min(wide / columns, high / rows)));
  const choices = Array.from({ length: 8 }, (_, more) => {
    const side = (least + more) / dense;
    const across = Math.min(columns, Math.max(1, Math.floor(wide / side)));
    const down = Math.min(rows, Math.max(1, Math.floor(high / side)));
    const inside = across * side <= wide && down * side <= high;
    return { side, across, down, area: inside || !more ? across * down * side * side : 0 };
  });
  const most = Math.max(...choices.map(({ area }) => area));
  const { side, across, down } = choices.find(({ area }) => area >= NEARLY * most);
  return { side, columns: across, rows: down };
}
