import { describe, expect, it } from 'vitest';
import { phaseOfModule } from '../../../src/profiler/sampling/phase-of-module.ts';
import { ProgramModules } from '../../../src/profiler/sampling/program-modules.ts';

const ROOT = 'file:///opt/program/dist/';
const LINES = { 'chunks/a.js': [3, 'replay/input/decode-events', 40, '', 90, 'engine/engine'] };
const built = new ProgramModules(ROOT, () => LINES);

describe('ProgramModules', () => {
  it('tells the modules of a bundled file by the line', () => {
    const found = [3, 39, 90, 4_000].map((line) => built.pathOf(`${ROOT}chunks/a.js`, line));
    const decode = 'replay/input/decode-events';
    expect(found).toEqual([decode, decode, 'engine/engine', 'engine/engine']);
  });

  it('knows no module before the first, of what others wrote, and outside the program', () => {
    expect(built.pathOf(`${ROOT}chunks/a.js`, 2)).toBeUndefined();
    expect(built.pathOf(`${ROOT}chunks/a.js`, 40)).toBeUndefined();
    expect(built.pathOf(`${ROOT}chunks/a.js`, 89)).toBeUndefined();
    expect(built.pathOf('file:///opt/other/chunks/a.js', 3)).toBeUndefined();
  });

  it('takes a file that is in no table for a module, whatever its name', () => {
    expect(built.pathOf(`${ROOT}engine/engine.ts`, 7)).toBe('engine/engine.ts');
    expect(built.pathOf(`${ROOT}__proto__`, 7)).toBe('__proto__');
  });

  it('reads the table once, and not before it is needed', () => {
    let readings = 0;
    const program = new ProgramModules(ROOT, () => {
      readings++;
      return LINES;
    });
    program.pathOf('node:fs', 1);
    expect(readings).toBe(0);
    program.pathOf(`${ROOT}chunks/a.js`, 3);
    program.pathOf(`${ROOT}chunks/a.js`, 90);
    expect(readings).toBe(1);
  });

  it('needs no table where the program runs from source', () => {
    const root = new URL('../../../src/', import.meta.url).href;
    expect(new ProgramModules(root).pathOf(`${root}engine/engine.ts`, 1)).toBe('engine/engine.ts');
  });
});

it('a phase is that of the module whose line it is', () => {
  const phases = [3, 40, 90].map((line) => phaseOfModule(`${ROOT}chunks/a.js`, line, built));
  expect(phases).toEqual(['decode', undefined, 'collect']);
});
