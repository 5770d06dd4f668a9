/** Something the person at the terminal can put right: printed as one sentence, without a stack. */
export class UserError extends Error {
  /** @param {string} message @param {number} [exitCode] 1 = could not be done, 2 = was asked wrongly */
  constructor(message, exitCode = 1) {
    super(message);
    this.name = 'UserError';
    this.exitCode = exitCode;
  }
}

/**
 * Runs an entry script: a UserError is one sentence on stderr, anything else keeps its stack.
 * @param {() => Promise<number | void>} main
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? process.exitCode ?? 0;
  } catch (error) {
    if (error instanceof UserError) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = error.exitCode;
    } else {
      process.stderr.write(`${error?.stack ?? error}\n`);
      process.exitCode = 1;
    }
  }
}
