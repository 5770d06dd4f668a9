import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

/** The tests of one stage meet the same system in the same state each time. */
class InOrder extends BaseSequencer {
  async sort(files) {
    return files.toSorted((one, other) => one.moduleId.localeCompare(other.moduleId));
  }
}

/** Which stage a file belongs to, and how it is run: scripts/local/test-run.mjs. */
export default defineConfig({
  // Nest finds what a constructor wants in what the compiler writes down of its parameters.
  oxc: { target: 'es2022', decorator: { legacy: true, emitDecoratorMetadata: true }, jsx: { runtime: 'automatic' } },
  test: {
    globals: true,
    include: ['{api,common,web,scripts,tests}/**/*.test.{ts,tsx}'],
    setupFiles: ['tests/support/left-open.ts', 'tests/support/failed-tests.ts'],
    // The files of a worker share the modules they load: loading the application anew for each took more than half of
    // the processor time of the unit tests (305 s and 134 s of two cores, the same 1,962 tests).
    pool: 'forks',
    isolate: false,
    sequence: { sequencer: InOrder },
    watch: false,
  },
});
