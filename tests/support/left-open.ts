import { runningTimers, startOf } from './running-timers.js';
import { waitFor } from './wait-for.js';

/** What a test opens and has to close: servers, connections, processes, threads. */
const OPENED = new Set([
  'FSEventWrap',
  'MessagePort',
  'PipeServerWrap',
  'PipeWrap',
  'ProcessWrap',
  'TCPServerWrap',
  'TCPSocketWrap',
  'UDPWrap',
]);
const open = () => process.getActiveResourcesInfo().filter((kind) => OPENED.has(kind));

/** Files share a process: what the ones before left is told of them already. */
const before = open().length;
const timersBefore = new Set(runningTimers());
const timers = () => runningTimers().filter((timer) => !timersBefore.has(timer));

// Registered before those of the file, so that it comes after them.
afterAll(async () => {
  await waitFor(
    () => open().length <= before && timers().length === 0,
    `this file leaves something open (a server, a connection, a process, a timer); ${before} open before it`,
  ).catch((error: Error) => {
    throw new Error(`${error.message}: ${[...open(), ...timers().map(startOf)].join(', ')}`);
  });
});
