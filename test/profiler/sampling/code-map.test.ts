import { describe, expect, it } from 'vitest';
import { ruleUrl } from '../../../src/engine/rule-url.ts';
import { CodeMap } from '../../../src/profiler/sampling/code-map.ts';
import { ruleOf } from '../../support/rule.ts';
import { SCRIPT_LINE, sampleCode } from './sample-profile.ts';

describe('CodeMap', () => {
  it('knows rules by address, steps of a sequence with them', () => {
    const code = sampleCode();
    expect(code.ruleOf(ruleUrl('eql'))).toBe(0);
    expect(code.ruleOf(`${ruleUrl('seq/1')}#2`)).toBe(1);
    expect(code.ruleOf(ruleUrl('other'))).toBeUndefined();
    expect(code.ruleOf('file:///program/engine.js')).toBeUndefined();
  });

  it('names like those of Object.prototype are names', () => {
    const code = new CodeMap([ruleOf('any where true', { id: '__proto__' })], []);
    expect(code.ruleOf(ruleUrl('__proto__'))).toBe(0);
    expect(code.ruleOf(ruleUrl('constructor'))).toBeUndefined();
  });

  it('knows the clause of a line, and the rule of a line without', () => {
    const code = sampleCode();
    expect(code.ownerOf(SCRIPT_LINE + 2)).toEqual({
      rule: 0,
      spot: expect.objectContaining({ kind: 'clause', text: 'process.pid == 1', line: 2, column: 27 }),
    });
    expect(code.ownerOf(SCRIPT_LINE)).toEqual({ rule: 0, spot: undefined });
    expect(code.ownerOf(SCRIPT_LINE - 1)).toBeUndefined();
    expect(code.ownerOf(SCRIPT_LINE + 4)).toBeUndefined();
    expect(code.ownerOf(1)).toBeUndefined();
  });

  it('is one object per place, so that it can be counted', () => {
    const code = sampleCode();
    expect(code.ownerOf(SCRIPT_LINE + 1)!.spot).toBe(code.ownerOf(SCRIPT_LINE + 1)!.spot);
    expect(code.functionOf(2, 'run')).toBe(code.functionOf(2, 'run'));
    expect(code.functionOf(2, 'run')).not.toBe(code.functionOf(3, 'run'));
  });

  it('takes a sequence as a whole for its state machine, without what stands before it', () => {
    const code = sampleCode();
    expect(code.machineOf(1)).toMatchObject({
      text: 'sequence [process where true] [file where true]',
      line: 2,
      column: 1,
    });
    expect(code.machineOf(0)).toBeUndefined();
    expect(code.machineOf(2)).toBeUndefined();
  });

  it('cuts long text, and keeps it on one line', () => {
    const { text } = sampleCode().functionOf(2, `a\n${'b'.repeat(500)}`);
    expect(text).toHaveLength(160);
    expect(text).toMatch(/^a b+…$/);
  });
});
