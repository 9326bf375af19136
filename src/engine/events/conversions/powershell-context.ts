import type { Conversion } from '../mapped/field-mapping.ts';
import { textOf } from './text.ts';

/**
 * One entry of the context that PowerShell writes as lines of `Name = value` or `Name=value`, converted
 * further by `as`.
 */
export function contextEntry(name: string, as: Conversion): Conversion {
  return {
    label: `its \`${name}\`${as.label === 'as recorded' ? '' : `, ${as.label}`}`,
    convert: (recorded) => {
      const context = textOf(recorded);
      return context === undefined ? undefined : as.convert(entryOf(context, name));
    },
  };
}

function entryOf(context: string, name: string): string | undefined {
  for (let at = context.indexOf(name); at >= 0; at = context.indexOf(name, at + 1)) {
    const lineStart = context.lastIndexOf('\n', at) + 1;
    const lineEnd = context.indexOf('\n', at);
    const line = context.slice(lineStart, lineEnd < 0 ? context.length : lineEnd);
    const equals = line.indexOf('=');
    if (equals >= 0 && line.slice(0, equals).trim() === name) return line.slice(equals + 1).trim();
  }
  return undefined;
}
