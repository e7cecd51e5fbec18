import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { isProgram } from './programs.mjs'

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))

/** Builds the stand-in as a package named `electron` in out/standin/electron. */
export async function buildStandIn() {
  const { build } = await import('vite')
  const outDir = at('out/standin/electron')
  await rm(outDir, { recursive: true, force: true })
  const shared = { configFile: false, logLevel: 'warn', root: at('standin') }
  await build({
    ...shared,
    ssr: { noExternal: true },
    build: {
      outDir,
      ssr: true,
      target: 'node20',
      rollupOptions: { input: at('standin/electron.ts'), output: { entryFileNames: 'index.js' } },
    },
  })
  await build({
    ...shared,
    build: {
      outDir,
      emptyOutDir: false,
      lib: {
        entry: at('standin/page/page.ts'),
        formats: ['iife'],
        name: 'standin',
        fileName: () => 'page.js',
      },
    },
  })
  const { version } = JSON.parse(await readFile(at('package.json'), 'utf8'))
  await writeFile(
    `${outDir}/package.json`,
    JSON.stringify({ name: 'electron', version, private: true, type: 'module', exports: './index.js' }),
  )
}

/** Installs the stand-in where an app in this folder resolves `electron` first. */
export async function placeStandIn(appFolder) {
  const target = `${appFolder}/node_modules/electron`
  await rm(target, { recursive: true, force: true })
  await mkdir(target, { recursive: true })
  await cp(at('out/standin/electron'), target, { recursive: true })
}

if (isProgram(import.meta.url)) await buildStandIn()
