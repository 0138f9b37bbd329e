const seconds = (sinceMs) => `${((Date.now() - sinceMs) / 1_000).toFixed(1)} s`;

/**
 * Runs one step of a command and shows it as one line with the time it took. In a terminal the line counts the seconds
 * while the step runs; elsewhere (a log) the step is named when it begins and its time follows.
 * @template T
 * @param {string} title
 * @param {() => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const startedAt = Date.now();
  const { isTTY } = process.stdout;
  const show = (mark) => process.stdout.write(`\r\u001b[2K  ${mark} ${title}  ${seconds(startedAt)}`);
  if (!isTTY) process.stdout.write(`  ${title} ...`);
  const ticking = isTTY ? setInterval(show, 200, '·') : undefined;
  try {
    const result = await work();
    if (isTTY) show('✓');
    process.stdout.write(isTTY ? '\n' : ` ${seconds(startedAt)}\n`);
    return result;
  } catch (error) {
    if (isTTY) show('✗');
    process.stdout.write(isTTY ? '\n' : ' failed\n');
    throw error;
  } finally {
    clearInterval(ticking);
  }
}
