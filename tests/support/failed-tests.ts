import { logsOfOwnSystems } from './own-systems.js';

// A system of a file's own takes its logs with it; scripts/local/test-run.mjs shows those of shared ones.
afterEach(({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const logs of logsOfOwnSystems) process.stderr.write(`\n"${task.name}" failed:\n${logs()}\n`);
});
