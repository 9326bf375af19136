import type { EngineThreadSettings } from '../../../src/replay/worker/engine-thread.ts';

const REGISTER_TSX = new URL('./register-tsx.mjs', import.meta.url);

/** Threads that begin with a file of TypeScript. */
export function startsWith(file: URL): EngineThreadSettings {
  const script = `await import(${JSON.stringify(REGISTER_TSX.href)}); await import(${JSON.stringify(file.href)});`;
  return { entry: new URL(`data:text/javascript,${encodeURIComponent(script)}`) };
}

/** Threads that run the engine as it stands in `src`. */
export const FROM_SOURCE = startsWith(
  new URL('../../../src/replay/worker/engine-worker.ts', import.meta.url),
);
