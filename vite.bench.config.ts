import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** `npm run bench:download`: the bench, the process it measures, and the worker as the app and the command ship it. */
export default defineConfig({
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node20',
    outDir: at('out/bench-download'),
    emptyOutDir: true,
    rollupOptions: {
      input: {
        download: at('test/bench/download.ts'),
        'download-engine': at('test/bench/download-engine.ts'),
        'download-unhashed-worker': at('test/bench/download-unhashed-worker.ts'),
        'transfer-worker': at('main/transfer-worker.ts'),
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
