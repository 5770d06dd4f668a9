import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** scripts/dev.mjs says where the API of this run is. */
const api = `http://127.0.0.1:${process.env.YOUSU_PORT || 3000}`;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: '../dist/web', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1300 },
  server: {
    port: 5173,
    proxy: { '/graphql': api, '/administration': api, '/attachments': api, '/exports': api, '/health': api },
  },
});
