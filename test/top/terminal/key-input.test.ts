import { expect, test } from 'vitest';
import { KeyInput } from '../../../src/top/terminal/key-input.ts';
import { FakeTerminal } from '../support/fake-terminal.ts';

test.each([
  ['q', ['q']],
  ['G', ['G']],
  [' ', [' ']],
  ['?/<>+-', ['?', '/', '<', '>', '+', '-']],
  ['é日', ['é', '日']],
  ['😀', ['😀']],
  ['\r', ['enter']],
  ['\n', ['enter']],
  ['\u007f', ['backspace']],
  ['\b', ['backspace']],
  ['\u001b', ['escape']],
  ['\u001b[A\u001bOB', ['up', 'down']],
  ['\u001b[5~\u001b[6~', ['pageup', 'pagedown']],
  ['\u001b[H\u001b[F\u001b[1~\u001b[4~', ['home', 'end', 'home', 'end']],
  ['\u0003\u001a\f\u0015', ['ctrl-c', 'ctrl-z', 'ctrl-l', 'ctrl-u']],
  ['\u0001\t\u001ba\u001b[15~\u202e', []],
])('%j is %j', async (bytes, expected) => {
  const terminal = new FakeTerminal(80, 24);
  const keys: string[] = [];
  const input = new KeyInput(terminal.input, (key) => keys.push(key));
  input.start();
  input.start();
  await terminal.type(bytes);
  input.stop();
  input.stop();
  expect(keys).toEqual(expected);
});
