import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { collectLicenses } from './scripts/shipped-licenses.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const licenses = collectLicenses(at('.'))

/** Beside the entry of main: a window on Linux has no icon but the one it is given (Electron: BrowserWindow, `icon`). */
const windowIcon = {
  name: 'window-icon',
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): string }) {
    this.emitFile({
      type: 'asset',
      fileName: 'icon.png',
      source: readFileSync(at('build/icons/256x256.png')),
    })
  },
}

export default defineConfig({
  main: {
    plugins: [licenses(), windowIcon],
    build: {
      outDir: 'out/main',
      // Everything is bundled, so the packaged app carries no node_modules.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: at('main/index.ts'), 'transfer-worker': at('main/transfer-worker.ts') },
        // Chunks lie beside the entries: `new URL('./x', import.meta.url)` means the same in either.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [licenses()],
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { index: at('preload/index.ts') },
        // A sandboxed preload must be one CommonJS file (Electron: "Process Sandboxing", preload scripts).
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    base: './',
    plugins: [react(), licenses()],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      minify: true,
      // The content policy allows neither data: scripts nor data: fonts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // It is read from disk.
      chunkSizeWarningLimit: 2000,
      rollupOptions: { input: { index: at('renderer/index.html') } },
    },
    worker: { format: 'es', plugins: () => [licenses()] },
  },
})
