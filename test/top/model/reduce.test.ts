import { describe, expect, test } from 'vitest';
import type { ColumnId } from '../../../src/top/model/column-id.ts';
import type { Key } from '../../../src/top/model/key.ts';
import { reduce } from '../../../src/top/model/reduce.ts';
import type { ReduceContext } from '../../../src/top/model/step.ts';
import { startState, type TopState } from '../../../src/top/model/top-state.ts';

const START = startState({ sort: 'cpu', filter: 'all', intervalSeconds: 2 });
const COLUMNS: readonly ColumnId[] = ['rule', 'memory', 'cpu', 'alerts'];
/** Ten rules, the last of the pack first; four of them fit on the screen. */
const CONTEXT: ReduceContext = {
  order: [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
  columns: COLUMNS,
  pageRows: 4,
  panelLines: 12,
  panelRows: 5,
};

function press(keys: readonly Key[], from: TopState = START, context = CONTEXT): TopState {
  return keys.reduce((state, key) => reduce(state, key, context).state, from);
}

describe('effects', () => {
  test.each([
    ['q', 'quit'],
    ['r', 'refresh'],
    ['w', 'dump'],
    ['ctrl-c', 'interrupt'],
    ['ctrl-z', 'suspend'],
    ['ctrl-l', 'redraw'],
  ])('%s asks to %s and chooses nothing', (key, effect) => {
    expect(reduce(START, key, CONTEXT)).toEqual({ state: START, effect });
  });

  test('a key without a meaning does nothing', () => {
    expect(reduce(START, 'Z', CONTEXT)).toEqual({ state: START, effect: null });
  });

  test.each(['filter', 'columns', 'rule', 'help'] as const)(
    'Ctrl-C works while the focus is on %s',
    (focus) => {
      expect(reduce({ ...START, focus }, 'ctrl-c', CONTEXT).effect).toBe('interrupt');
    },
  );
});

describe('sort', () => {
  test('s goes through the five keys and back to the first', () => {
    const sorts = ['s', 's', 's', 's', 's'].map((_, at, keys) => press(keys.slice(0, at + 1)).sort);
    expect(sorts).toEqual(['memory', 'events', 'alerts', 'latency', 'cpu']);
  });

  test('s on a column that is not one of the five goes to the first', () => {
    expect(press(['s'], { ...START, sort: 'lastHit' }).sort).toBe('cpu');
  });

  test('< and > go along the columns on screen and stop at the ends', () => {
    expect(press(['>']).sort).toBe('alerts');
    expect(press(['>', '>']).sort).toBe('alerts');
    expect(press(['<']).sort).toBe('memory');
    expect(press(['<', '<', '<']).sort).toBe('rule');
  });

  test('from a column that is not on screen they go to the first', () => {
    expect(press(['>'], { ...START, sort: 'p99' }).sort).toBe('rule');
  });

  test('I turns the order round, and back', () => {
    expect(press(['I']).reversed).toBe(true);
    expect(press(['I', 'I']).reversed).toBe(false);
  });
});

describe('filter', () => {
  test.each([
    ['1', 'Lua'],
    ['2', 'EQL'],
    ['3', 'Sequence'],
    ['4', 'Wasm'],
  ])('%s shows %s rules, and all again', (key, type) => {
    expect(press([key]).filter.types).toEqual([type]);
    expect(press([key, key]).filter.types).toEqual([]);
  });

  test.each([
    ['5', 'informational'],
    ['6', 'low'],
    ['7', 'medium'],
    ['8', 'high'],
    ['9', 'critical'],
  ])('%s shows rules of severity %s, and all again', (key, severity) => {
    expect(press([key]).filter.severities).toEqual([severity]);
    expect(press([key, key]).filter.severities).toEqual([]);
  });

  test('types add up; all four are the same as none', () => {
    expect(press(['4', '1']).filter.types).toEqual(['Lua', 'Wasm']);
    expect(press(['1', '2', '3', '4']).filter.types).toEqual([]);
  });

  test('0 shows all', () => {
    expect(press(['1', '9', '/', 'x', 'enter', '0']).filter).toEqual({ types: [], severities: [], text: '' });
  });

  test('/ writes a text; the letters that are keys elsewhere are letters here', () => {
    const written = press(['/', '!', 'q', ' ', '1', 'é']);
    expect(written.filter.text).toBe('!q 1é');
    expect(written.focus).toBe('filter');
  });

  test('Enter keeps the text, Escape brings back what was there', () => {
    expect(press(['/', 'a', 'enter'])).toMatchObject({ focus: 'table', filter: { text: 'a' } });
    expect(press(['/', 'a', 'enter', '/', 'b', 'escape'])).toMatchObject({
      focus: 'table',
      filter: { text: 'a' },
    });
  });

  test('Backspace takes a character as people see it, Ctrl-U all of them', () => {
    expect(press(['/', 'a', 'e', '\u0301', 'backspace']).filter.text).toBe('a');
    expect(press(['/', 'a', 'b', 'ctrl-u']).filter.text).toBe('');
    expect(press(['/', 'backspace']).filter.text).toBe('');
  });

  test('a text ends at 200 characters', () => {
    expect(press(['/', ...'x'.repeat(300)]).filter.text).toHaveLength(200);
  });

  test('Escape at the table takes the text away', () => {
    expect(press(['1', '/', 'a', 'enter', 'escape']).filter).toEqual({
      types: ['Lua'],
      severities: [],
      text: '',
    });
  });
});

describe('selection', () => {
  test.each([
    [['down'], 8],
    [['j', 'j'], 7],
    [['j', 'up'], 9],
    [['j', 'j', 'k'], 8],
    [['pagedown'], 5],
    [['pagedown', 'pagedown', 'pagedown'], 0],
    [['pagedown', 'pageup'], 9],
    [['G'], 0],
    [['end'], 0],
    [['G', 'g'], 9],
    [['G', 'home'], 9],
    [['up'], 9],
  ])('%j selects rule %i', (keys, rule) => {
    expect(press(keys).selected).toBe(rule);
  });

  test('the table scrolls as little as it takes', () => {
    expect(press(['j', 'j', 'j']).firstPlace).toBe(0);
    expect(press(['j', 'j', 'j', 'j']).firstPlace).toBe(1);
    expect(press(['G']).firstPlace).toBe(6);
    expect(press(['G', 'k']).firstPlace).toBe(6);
    expect(press(['G', 'g']).firstPlace).toBe(0);
  });

  test('in an empty table there is nothing to select or open', () => {
    const none = press(['j', 'enter'], START, { ...CONTEXT, order: [] });
    expect(none).toMatchObject({ selected: null, selectedPlace: 0, focus: 'table' });
  });

  test('f follows the rule under the mark, and no longer', () => {
    expect(press(['f'])).toMatchObject({ following: true, selected: 9 });
    expect(press(['f', 'f']).following).toBe(false);
  });
});

describe('display', () => {
  test.each(['p', ' '])('%j freezes, and goes on', (key) => {
    expect(press([key]).frozen).toBe(true);
    expect(press([key, key]).frozen).toBe(false);
  });

  test('+ and - change the interval between 1 and 5 seconds', () => {
    expect(press(['+']).intervalSeconds).toBe(3);
    expect(press(['+', '+', '+', '+', '+']).intervalSeconds).toBe(5);
    expect(press(['-']).intervalSeconds).toBe(1);
    expect(press(['-', '-']).intervalSeconds).toBe(1);
  });

  test('an interval from the command line is brought between 1 and 5 seconds', () => {
    expect(startState({ sort: 'cpu', filter: 'all', intervalSeconds: 0.1 }).intervalSeconds).toBe(1);
    expect(startState({ sort: 'cpu', filter: 'all', intervalSeconds: 60 }).intervalSeconds).toBe(5);
  });
});

describe('columns', () => {
  test('c lists them; Space takes one out and puts it back; c, q and Escape close', () => {
    expect(press(['c']).focus).toBe('columns');
    expect(press(['c', ' ']).hiddenColumns).toEqual(['type']);
    expect(press(['c', 'j', 'enter']).hiddenColumns).toEqual(['memory']);
    expect(press(['c', ' ', ' ']).hiddenColumns).toEqual([]);
    expect(press(['c', 'down', 'up', ' ', '0']).hiddenColumns).toEqual([]);
    for (const key of ['c', 'q', 'escape']) expect(press(['c', key]).focus).toBe('table');
  });

  test('the mark stays within the list', () => {
    expect(press(['c', 'up']).columnPlace).toBe(0);
    expect(press(['c', ...Array<Key>(30).fill('down')]).columnPlace).toBe(10);
  });
});

describe('one rule and the list of keys', () => {
  test('Enter opens the rule under the mark and selects it, so that no other takes its place', () => {
    expect(press(['enter'])).toMatchObject({ focus: 'rule', selected: 9 });
  });

  test('? lists the keys; ?, Enter, q and Escape close', () => {
    expect(press(['?']).focus).toBe('help');
    for (const key of ['?', 'enter', 'q', 'escape']) expect(press(['?', key]).focus).toBe('table');
  });

  test.each([
    [['j'], 1],
    [['down', 'k'], 0],
    [['up'], 0],
    [['pagedown'], 5],
    [['pagedown', 'pagedown'], 7],
    [['G', 'pageup'], 2],
    [['end', 'home'], 0],
  ])('%j scrolls to line %i of twelve, five of them on screen', (keys, line) => {
    expect(press(['enter', ...keys]).scroll).toBe(line);
  });

  test('keys of the table change nothing behind one rule; freezing, refreshing and the interval work', () => {
    const open = press(['enter']);
    for (const key of ['s', '>', 'I', '1', '9', '0', '/', 'c', 'f']) expect(press([key], open)).toEqual(open);
    expect(press(['p', '+'], open)).toMatchObject({ frozen: true, intervalSeconds: 3, focus: 'rule' });
    expect(reduce(open, 'r', CONTEXT).effect).toBe('refresh');
    expect(reduce(open, 'w', CONTEXT).effect).toBe('dump');
  });
});
