import { Option } from 'commander';
import { ADAPTER_NAMES } from '../../engine/events/adapter.ts';
import { LUA_RUNTIMES } from '../../engine/lua/lua-runtime.ts';
import { RULE_FILTERS, SORT_KEYS } from '../../report/rank.ts';
import { COLOR_CHOICES } from '../../top/color-choice.ts';
import { interval, level } from '../option-values.ts';

/* Options that several commands have: they are called and do the same everywhere. */

/** How the arguments of commands that read recordings are explained. */
export const EVENTS = 'files, folders, globs, or - for standard input; NDJSON, also gzipped';

export function sortOption(): Option {
  return new Option('-s, --sort <key>', 'rank by').choices(SORT_KEYS).default('cpu');
}

export function filterOption(): Option {
  return new Option('-f, --filter <kind>', 'show only rules of a kind').choices(RULE_FILTERS).default('all');
}

export function intervalOption(): Option {
  const option = new Option('-i, --interval <seconds>', 'between refreshes of the live view, 1 to 5');
  return option.argParser(interval).default(2);
}

export function exitOption(): Option {
  return new Option('--exit', 'let the live view go away by itself at the end').default(false);
}

export function colorOption(): Option {
  return new Option('--color <when>', 'use colours').choices(COLOR_CHOICES).default('auto');
}

export function levelOption(): Option {
  return new Option(
    '--level <name=medium:high>',
    'from where a figure of the live view is medium or high: cpu, alerts in %, memory in MB, latency in µs; may be repeated',
  )
    .argParser(level)
    .default({});
}

export function formatOption(): Option {
  return new Option(
    '--format <name>',
    'how the recordings are written (default: told from their first lines)',
  ).choices(ADAPTER_NAMES);
}

export function luaOption(): Option {
  return new Option('--lua <runtime>', 'what runs Lua rules').choices(LUA_RUNTIMES).default('wasmoon');
}
