/** The peers: what a team would build instead. Bundled as such a team would: for production, minified, nothing left out. */

import { build } from 'esbuild'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** By the name of the file under `peers/`; what they are called in the tables. */
export const PEERS = {
  react: 'React by hand',
  preact: 'Preact by hand',
  'form-js': 'form-js',
  rjsf: 'RJSF',
  surveyjs: 'SurveyJS',
  formio: 'Form.io',
}

const SOURCES = fileURLToPath(new URL('peers/', import.meta.url))

/** Bundles a peer into a folder of its own below `folder`, and answers it. */
export async function bundle(peer, folder) {
  const outdir = join(folder, peer)
  await mkdir(outdir, { recursive: true })
  await build({
    entryPoints: { app: join(SOURCES, `${peer}.js`) },
    outdir,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    // Fonts and pictures are loaded when they are shown, from files of their own, as a bundler does by itself.
    loader: { '.woff': 'file', '.woff2': 'file', '.ttf': 'file', '.eot': 'file', '.svg': 'file', '.png': 'file', '.gif': 'file' },
    logLevel: 'error',
  })
  const style = existsSync(join(outdir, 'app.css')) ? '<link rel="stylesheet" href="/app.css">' : ''
  await writeFile(join(outdir, 'index.html'), `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Your steps</title>${style}<script type="module" src="/app.js"></script></head><body><main id="app"></main></body></html>`)
  return outdir
}
