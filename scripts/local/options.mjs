import { UserError } from './user-error.mjs';

/** What `npm start` and `npm run dev` take. */
export const START_OPTIONS = /** @type {const} */ ({
  fresh: 'flag',
  yes: 'flag',
  'no-demo': 'flag',
  small: 'flag',
  port: 'value',
});

/**
 * Reads a command line of long options.
 * @param {string[]} args
 * @param {Record<string, 'flag' | 'value'>} known names without the leading dashes
 * @param {string} command how the command is typed, for the refusal
 * @returns {Record<string, string | boolean | undefined>} flags as true, values as text
 */
export function parseOptions(args, known, command) {
  /** @type {Record<string, string | boolean | undefined>} */
  const options = {};
  for (let i = 0; i < args.length; i += 1) {
    const [name, inline] = split(args[i]);
    const kind = name === undefined ? undefined : known[name];
    if (name === undefined || kind === undefined) {
      const names = Object.keys(known).map((each) => `--${each}`);
      throw new UserError(
        `${command} does not know "${args[i]}"; it ${names.length > 0 ? `knows ${names.join(', ')}` : 'takes no options'}.`,
        2,
      );
    }
    if (kind === 'flag') {
      if (inline !== undefined) throw new UserError(`--${name} takes no value.`, 2);
      options[name] = true;
      continue;
    }
    const value = inline ?? args[++i];
    if (value === undefined || value === '' || value.startsWith('--'))
      throw new UserError(`--${name} needs a value, for example --${name} 3100.`, 2);
    options[name] = value;
  }
  return options;
}

/** @param {string} arg @returns {[string | undefined, string | undefined]} */
function split(arg) {
  const match = /^--([a-z][a-z-]*)(?:=(.*))?$/s.exec(arg);
  return match ? [match[1], match[2]] : [undefined, undefined];
}

/**
 * @param {string | boolean | undefined} value @param {string} name setting or option, for the refusal @param {number} fallback
 * @returns {number} a TCP port
 */
export function portOf(value, name, fallback) {
  if (value === undefined || value === '') return fallback;
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new UserError(`${name} is "${value}", but a port is a whole number from 1 to 65535.`, 2);
  return port;
}
