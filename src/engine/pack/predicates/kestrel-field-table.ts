import { KESTREL_FIELDS } from '../../events/kestrel-fields.ts';
import type { FieldTable } from '../../predicate/field-table.ts';

/** What field ids mean in packs that bring no table of their own. */
export const KESTREL_FIELD_TABLE: FieldTable = new Map(
  KESTREL_FIELDS.map(({ id, path }) => [id, { id, path }]),
);
