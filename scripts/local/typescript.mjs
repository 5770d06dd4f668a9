import { existsSync, readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

const quietly = process.emitWarning;

/**
 * Lets this process import the sources of common/ as they are, so that a command needs no build. Node 24; from here on
 * `x.js` that is only there as `x.ts` is read as that.
 */
export function readTypeScript() {
  registerHooks({
    resolve(specifier, context, next) {
      if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL) {
        const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
        if (existsSync(fileURLToPath(source))) return { url: source.href, format: 'module', shortCircuit: true };
      }
      return next(specifier, context);
    },
    load(url, context, next) {
      if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
      return { format: 'module', source: plain(readFileSync(fileURLToPath(url), 'utf8')), shortCircuit: true };
    },
  });
}

/** @param {string} source @returns {string} without its types */
function plain(source) {
  // Node says at each first use that this is experimental; nobody at the terminal can do anything about it.
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source, { mode: 'transform' });
  } finally {
    process.emitWarning = quietly;
  }
}
