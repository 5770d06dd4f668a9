import { connect } from 'node:http2';

/**
 * Partition 1's key 0, which no job ever has: the engine must process the command to refuse it with NOT_FOUND,
 * and neither the command nor its refusal is exported.
 */
const NEVER_USED_KEY = 1n << 51n;
const NOT_FOUND = '5';

/**
 * Whether an engine processes commands: cancels an instance that never was. Spoken in raw gRPC, so that neither the launcher
 * nor `doctor` loads a client.
 * @param {string} address host:port
 * @returns {Promise<true>} rejects with what the gateway answered
 */
export function commandSucceeds(address) {
  return call(address, 'CancelProcessInstance', Buffer.concat([Buffer.from([0x08]), varint(NEVER_USED_KEY)])).then(
    ({ status, message }) => {
      if (status === NOT_FOUND) return true;
      throw new Error(`the gateway answered ${status} ${message}`);
    },
  );
}

/**
 * @param {string} address @param {string} method of gateway_protocol.Gateway @param {Buffer} body protobuf
 * @returns {Promise<{ status: string, message: string }>}
 */
function call(address, method, body) {
  return new Promise((resolve, reject) => {
    const session = connect(`http://${address}`);
    const finish = (/** @type {() => void} */ settle) => {
      clearTimeout(timer);
      session.destroy();
      settle();
    };
    const timer = setTimeout(() => finish(() => reject(new Error('no answer within 5 s'))), 5000);
    session.once('error', (error) => finish(() => reject(error)));
    const stream = session.request({
      ':method': 'POST',
      ':path': `/gateway_protocol.Gateway/${method}`,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    // A stream that never began says only that; why is in its cause.
    stream.once('error', (error) => finish(() => reject(error.cause ?? error)));
    const answer = (/** @type {import('node:http2').IncomingHttpHeaders} */ headers) => {
      if (headers['grpc-status'] === undefined) return;
      const message = decodeURIComponent(String(headers['grpc-message'] ?? ''));
      finish(() => resolve({ status: String(headers['grpc-status']), message }));
    };
    stream.once('response', answer);
    stream.once('trailers', answer);
    stream.resume();
    const frame = Buffer.alloc(5);
    frame.writeUInt32BE(body.length, 1);
    stream.end(Buffer.concat([frame, body]));
  });
}

/** @param {bigint} value */
function varint(value) {
  const bytes = [];
  let rest = value;
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}
