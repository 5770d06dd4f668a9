export { type Notice, notify, notifyAll } from './notify.js';
