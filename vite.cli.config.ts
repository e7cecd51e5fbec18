import { chmod } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The terminal command: `out/cli/index.js`, and the worker that moves bytes beside it. */
export default defineConfig({
  // Some packages in the bundle are CommonJS and ask for their own file's name.
  define: { __filename: 'import.meta.filename', __dirname: 'import.meta.dirname' },
  ssr: {
    // Everything is bundled but sharp, which is a native module.
    noExternal: true,
    external: ['sharp'],
  },
  build: {
    ssr: true,
    target: 'node20',
    outDir: at('out/cli'),
    emptyOutDir: true,
    rollupOptions: {
      input: { index: at('cli/index.ts'), 'transfer-worker': at('main/transfer-worker.ts') },
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        banner: ({ isEntry, name }) => (isEntry && name === 'index' ? '#!/usr/bin/env node' : ''),
      },
    },
  },
  plugins: [
    {
      name: 'executable',
      writeBundle: () => chmod(at('out/cli/index.js'), 0o755),
    },
  ],
})
