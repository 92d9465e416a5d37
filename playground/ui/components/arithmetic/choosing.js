// Means over the first seeds, and which setting is ahead.

/**
 * @param {number[]} values one a seed
 * @param {number} seeds how many of them count
 */
export function meanOf(values, seeds) {
  const counted = values.slice(0, seeds);
  return counted.reduce((sum, value) => sum + value, 0) / counted.length;
}

/**
 * The rank, from 1, of a setting by its mean over the first seeds.
 * @param {number[][]} table a row a setting
 * @param {number} chosen
 * @param {number} seeds
 */
export function rankOf(table, chosen, seeds) {
  const own = meanOf(table[chosen], seeds);
  return 1 + table.filter((row) => meanOf(row, seeds) > own).length;
}
