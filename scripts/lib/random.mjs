/** Chances from a seed (mulberry32): the same seed gives the same ones. */
export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    /** A whole number, both ends included. */
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    /** A number between. */
    within: (least, most) => least + next() * (most - least),
    of: (list) => list[Math.floor(next() * list.length)],
    is: (share) => next() < share,
  };
}
