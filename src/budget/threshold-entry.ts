import { isMap, isScalar } from 'yaml';
import { EFFECTS, type Effect } from '../report/verdict.ts';
import { LEVELS, type Level } from './budget.ts';
import { NodeError, scalarText } from './yaml-node.ts';

/** A threshold as a file has it: a text, or a mapping with settings beside it. */
export interface ThresholdEntry {
  readonly text: string;
  readonly level?: Level;
  readonly noData?: Effect;
  readonly tooNoisy?: Effect;
}

const KEYS = ['threshold', 'level', 'no_data', 'too_noisy'];

/** Reads the node of one threshold. @throws NodeError */
export function readThresholdEntry(node: unknown): ThresholdEntry {
  if (!isMap(node)) return { text: scalarText(node, 'a threshold') };
  const entries = new Map<string, unknown>();
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : '';
    if (!KEYS.includes(name)) throw new NodeError('a threshold has no such setting', adviceOn(name), key);
    entries.set(name, value);
  }
  const level = choice(entries.get('level'), LEVELS, 'level');
  const noData = choice(entries.get('no_data'), EFFECTS, 'no_data');
  const tooNoisy = choice(entries.get('too_noisy'), EFFECTS, 'too_noisy');
  return {
    text: scalarText(entries.get('threshold'), 'the threshold'),
    ...(level !== undefined && { level }),
    ...(noData !== undefined && { noData }),
    ...(tooNoisy !== undefined && { tooNoisy }),
  };
}

function choice<T extends string>(node: unknown, choices: readonly T[], name: string): T | undefined {
  if (node === undefined) return undefined;
  const text = isScalar(node) ? node.value : undefined;
  const chosen = choices.find((one) => one === text);
  if (chosen === undefined)
    throw new NodeError(`${name} cannot be this`, `Write one of ${choices.join(', ')}`, node);
  return chosen;
}

function adviceOn(name: string): string {
  if (name === 'abortOnFail' || name === 'delayAbortEval')
    return 'Budgets are judged when the replay has ended; leave it out';
  return `There are ${KEYS.join(', ')}`;
}
