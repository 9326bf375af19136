/**
 * Bundles the program: Node loads one file in a third of a millisecond and more, however short it is, and the program has
 * some 900, half of them once in each of two threads. Not minified, so that profiles and errors name functions.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, relative, sep } from 'node:path';
import { build } from 'esbuild';
import { moduleLines } from './module-lines.mjs';
import { thirdPartyLicenses } from './third-party-licenses.mjs';

/** What is loaded from outside: the command line, the library, threads. They share chunks. */
const ENTRIES = [
  'cli/main',
  'cli/tune-v8',
  'index',
  'replay/worker/engine-worker',
  'replay/jobs/lane-worker',
];

/** Parts of the built program that the scripts in `bench` load by themselves; not published. */
const ENTRIES_OF_BENCHES = [
  'engine/batch/column-store',
  'engine/events/kestrel-fields',
  'engine/lua/load-lua-predicate',
  'engine/predicate/batch-fields',
  'engine/predicate/predicate-limits',
  'engine/predicate/v8-time-guard',
  'profiler/clock',
  'profiler/metrics-table',
  'profiler/series/series-table',
  'replay/input/decode-events',
  'top/model/cost-level',
  'top/source/live-source',
  'top/start-top',
];

/**
 * Packages that are not bundled: runtimes with files of their own, what only the live view draws with, and what only
 * `kestrel-perf bench` measures with. The others are needed at every start, or are small.
 */
const NOT_BUNDLED = ['fengari', 'ink', 'react', 'tinybench', 'wabt', 'wasmoon'];

/** Stands in for where `dist` is, seen from the file that a module ends up in. */
const DIST = 'kestrel-dist:';

/** Modules that were written for Node's CommonJS ask for others by `require`. */
const BANNER =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/**
 * Writes the bundle to `dist`, with `module-lines.json` (see `src/profiler/sampling/program-modules.ts`) and the licences of
 * what it includes.
 *
 * @param {string} root the project's folder, with a slash at its end
 * @throws Error where something is neither bundled nor a dependency
 */
export async function bundle(root) {
  const { dependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...ENTRIES, ...ENTRIES_OF_BENCHES].map((entry) => `src/${entry}.ts`),
    outbase: 'src',
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external: NOT_BUNDLED,
    banner: { js: BANNER },
    legalComments: 'none',
    sourcemap: 'linked',
    sourcesContent: false,
    plugins: [ownModules(root), englishOnly],
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  checkExternals(metafile, dependencies);
  const dist = `${root}dist`;
  const lines = {};
  const maps = new Map(outputFiles.map(({ path, text }) => [path, text]));
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    const toDist = addressPath(dirname(path), dist) || '.';
    const placed = text.replaceAll(`"${DIST}`, `"${toDist}/`);
    writeFileSync(path, placed);
    if (path.endsWith('.js')) lines[addressPath(dist, path)] = moduleLines(text, maps.get(`${path}.map`));
  }
  writeFileSync(`${dist}/module-lines.json`, JSON.stringify(lines));
  writeFileSync(`${dist}/third-party-licenses.txt`, thirdPartyLicenses(root, metafile));
}

/** The program's own modules: each goes on to find what lies beside it, wherever it ends up. */
function ownModules(root) {
  return {
    name: 'own-modules',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]src[\\/].*\.tsx?$/ }, ({ path }) => {
        if (!path.startsWith(`${root}src`) || path.includes('node_modules')) return undefined;
        const inDist = addressPath(`${root}src`, path).replace(/\.tsx?$/, '.js');
        const place = `new URL("${DIST}${inDist}", import.meta.url).href`;
        const contents = readFileSync(path, 'utf8').replaceAll('import.meta.url', place);
        return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' };
      });
    },
  };
}

/** Leaves out what zod would say in sixty other languages: 300 of the 2,500 kB that a replay loaded. */
const englishOnly = {
  name: 'english-only',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};

/** A path as addresses have it, also on Windows. */
function addressPath(from, to) {
  return relative(from, to).split(sep).join('/');
}

function checkExternals({ outputs }, dependencies) {
  for (const [file, { imports }] of Object.entries(outputs)) {
    for (const { path, external } of imports) {
      const name = path.split('/', path.startsWith('@') ? 2 : 1).join('/');
      if (external && !isBuiltin(path) && !(name in dependencies))
        throw new Error(`${file} loads ${path}, which is no dependency of package.json and not bundled`);
    }
  }
}
