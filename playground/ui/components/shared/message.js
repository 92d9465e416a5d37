/**
 * The counterpart of `packed` in mounting.py.
 * @template Header
 * @param {Uint8Array} bytes
 * @returns {Message<Header>}
 */
export function unpacked(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  /** @type {Message<Header>["header"]} */
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  let at = 4 + length;
  const bodies = header.sizes.map((size) => bytes.subarray(at, (at += size)));
  return { header, bodies };
}
