/**
 * One line per step with its time. On a terminal the running step is shown and then overwritten by its result;
 * elsewhere only results are written.
 */
export class Steps {
  /** @param {NodeJS.WriteStream} [out] */
  constructor(out = process.stdout) {
    this.out = out;
    this.live = Boolean(out.isTTY);
    this.width = 0;
    this.muted = false;
  }

  /** What still runs after an interruption has nothing more to say. */
  mute() {
    this.clear();
    this.muted = true;
  }

  /**
   * @template T
   * @param {string} title what is being done
   * @param {(progress: (text: string) => void) => Promise<T>} work
   * @param {(result: T) => string | undefined | false} [describe] says what came out; `false` = no line at all
   * @returns {Promise<T>}
   */
  async run(title, work, describe) {
    const began = performance.now();
    this.show(`… ${title}`);
    let announced = 0;
    try {
      const result = await work((text) => {
        this.show(`… ${title}: ${text}`);
        // Without a terminal a long download still says every ten seconds that it is alive.
        if (!this.live && !this.muted && performance.now() - Math.max(announced, began) > 10_000) {
          announced = performance.now();
          this.out.write(`  … ${title}: ${text}\n`);
        }
      });
      const said = describe?.(result);
      if (said === false) this.clear();
      else this.line(`✓ ${title}${said ? `: ${said}` : ''}`, performance.now() - began);
      return result;
    } catch (error) {
      this.line(`✗ ${title}`, performance.now() - began);
      throw error;
    }
  }

  /** @param {string} text @param {number} [ms] */
  line(text, ms) {
    if (this.muted) return;
    this.clear();
    this.out.write(`  ${text}${ms === undefined ? '' : `  (${seconds(ms)})`}\n`);
  }

  /** @param {string} text */
  show(text) {
    if (!this.live || this.muted) return;
    this.clear();
    const line = `  ${text}`.slice(0, Math.max(20, (this.out.columns || 80) - 1));
    this.out.write(line);
    this.width = line.length;
  }

  clear() {
    if (this.live && this.width > 0) this.out.write('\r\x1b[2K');
    this.width = 0;
  }
}

/** @param {number} ms */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** @param {number} done bytes @param {number | undefined} total bytes */
export function progressBar(done, total) {
  const megabytes = `${Math.round(done / 1e6)}${total ? ` of ${Math.round(total / 1e6)}` : ''} MB`;
  if (!total) return megabytes;
  const filled = Math.min(24, Math.floor((done / total) * 24));
  return `[${'#'.repeat(filled)}${'.'.repeat(24 - filled)}] ${megabytes}`;
}
