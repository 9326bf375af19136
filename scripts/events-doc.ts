import { AZURE_MAPPING } from '../src/engine/events/azure-vocabulary.ts';
import { DEFENDER_MAPPING } from '../src/engine/events/defender-vocabulary.ts';
import { KESTREL_EVENT_TYPES, KESTREL_FIELDS } from '../src/engine/events/kestrel-fields.ts';
import type { EventKind } from '../src/engine/events/mapped/event-kind.ts';
import type { FieldMapping, FieldSource } from '../src/engine/events/mapped/field-mapping.ts';
import type { Mapping } from '../src/engine/events/mapped/mapping.ts';
import { ADAPTERS } from '../src/engine/events/registry.ts';
import { WINDOWS_MAPPING } from '../src/engine/events/windows-vocabulary.ts';

const INTRODUCTION = `# Events

<!-- Printed by scripts/generate-events-doc.mts from the tables in src/engine/events. Do not edit. -->

An event is an ECS object. Other recordings are read through a table that says where a record keeps what a rule
asks for. This page is that table.

## Recordings

Without \`--format\` the first records decide; what was picked is said on stderr.
`;

const WINDOWS_NOTES = `
Categories, types and actions are those of Elastic's Windows, System and Sysmon-for-Linux integrations, since
rules are written against what these produce. What goes beyond them:

- \`host.id\` is the computer's name: a recording holds no machine id, and sequences \`by host.id\` need one.
- What a load loaded (Sysmon 6 and 7) is under \`file.*\`, as there, and under \`dll.*\` as well.
- \`process.*\` is filled for every Security event that names a process.
- A process without a path (\`System\`) has its whole name as \`process.name\`.
- \`-\`, empty text and all-zero process ids are missing.

Everything else in the event's own data is at \`winlog.event_data.\` under its recorded name.
`;

/** The text of docs/events.md. */
export function renderEventsDoc(): string {
  return [
    INTRODUCTION,
    table(
      ['adapter', 'what it recognises'],
      ADAPTERS.map(({ name, description }) => [`\`${name}\``, description]),
    ),
    '\n## Windows and Sysmon\n',
    WINDOWS_NOTES,
    kindTable(WINDOWS_MAPPING.kinds, 'event id'),
    '',
    fieldTable(WINDOWS_MAPPING),
    '\n## Microsoft 365 Defender\n',
    kindTable(DEFENDER_MAPPING.kinds, 'action type'),
    '',
    fieldTable(DEFENDER_MAPPING),
    '\n## Azure AD audit log\n',
    fieldTable(AZURE_MAPPING),
    "\n## Kestrel's replay log\n",
    "Rules may use the path or Kestrel's own name. Other ids are at `kestrel.field.<id>`.\n",
    table(
      ['id', 'path', "Kestrel's name", 'type'],
      KESTREL_FIELDS.map(({ id, path, name, type }) => [
        String(id),
        `\`${path}\``,
        name === undefined ? '' : `\`${name}\``,
        type,
      ]),
    ),
    '',
    table(
      ['event type', '`event.category`', '`event.type`', '`event.action`'],
      KESTREL_EVENT_TYPES.map(({ id, category, type, action }) => [String(id), category, type, action]),
    ),
    '',
  ].join('\n');
}

function kindTable(kinds: readonly EventKind[], codeTitle: string): string {
  const rows = kinds
    .filter(({ category, type, action }) => (category ?? type ?? action) !== undefined)
    .map(({ groups, code, category, type, action, outcome }) => [
      groups[0]!,
      code ?? 'others',
      (category ?? []).join(', '),
      (type ?? []).join(', '),
      action ?? '',
      outcome ?? '',
    ]);
  return table(['log', codeTitle, 'category', 'type', 'action', 'outcome'], rows);
}

function fieldTable({ fields }: Mapping): string {
  return table(
    ['field', 'for', 'from'],
    fields.flatMap((entry) => fieldRows(entry)),
  );
}

function fieldRows(entry: FieldMapping): string[][] {
  if ('union' in entry)
    return [[`\`${entry.path}\``, 'any', entry.union.map((path) => `\`${path}\``).join(', ')]];
  return entry.sources.map((source, at) => [
    at === 0 ? `\`${entry.path}\`` : '',
    source.when,
    originOf(source),
  ]);
}

function originOf(source: FieldSource): string {
  if (source.place === 'kind') return source.label;
  const names = source.names.map((name) => `\`${name}\``);
  if (source.place === 'joined') return `${names.join(' and ')}, joined`;
  return `${names.join(' or ')}${source.as.label === 'as recorded' ? '' : `: ${source.as.label}`}`;
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}
