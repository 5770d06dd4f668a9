import { createServer } from 'node:net';
import { freePort, isPortFree, portOwner, requireFreePort } from './ports.mjs';

describe('ports', () => {
  it('names the process that has a port, and the setting to change', async () => {
    const port = await freePort();
    await expect(requireFreePort({ port, what: 'the web', setting: 'YOUSU_PORT' })).resolves.toBeUndefined();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    try {
      expect(await isPortFree(port)).toBe(false);
      expect(portOwner(port)?.pid).toBe(process.pid);
      await expect(requireFreePort({ port, what: 'the web', setting: 'YOUSU_PORT' })).rejects.toThrow(
        new RegExp(
          `Port ${port}, wanted for the web, is taken by process ${process.pid} \\(.*node.*choose another port with YOUSU_PORT`,
        ),
      );
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
    expect(portOwner(port)).toBeUndefined();
  });
});
