/** @template T @param {() => Promise<T>} work @returns {Promise<{ result: T, ms: number }>} */
export async function timed(work) {
  const began = performance.now();
  const result = await work();
  return { result, ms: performance.now() - began };
}

/** @param {number[]} values @param {number} share 0.5 is the median */
export const percentile = (values, share) => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)];
