import { z } from 'zod';

/** What an index mapping says, apart from types: those are left to the engine. */
export interface Mapping {
  /** The paths of all fields, aliases and sub-fields included. */
  readonly fields: ReadonlySet<string>;
  /** Alias path to the path it stands for. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Path to the value that stands for an explicit null. */
  readonly nullValues: ReadonlyMap<string, string>;
}

interface Property {
  readonly type?: string | undefined;
  readonly path?: string | undefined;
  readonly null_value?: string | undefined;
  /** Members of an object. */
  readonly properties?: Readonly<Record<string, Property>> | undefined;
  /** Further ways one value is indexed. */
  readonly fields?: Readonly<Record<string, Property>> | undefined;
}

const property: z.ZodType<Property> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    path: z.string().optional(),
    null_value: z.string().optional(),
    properties: z.record(z.string(), property).optional(),
    fields: z.record(z.string(), property).optional(),
  }),
);
const mappingSchema = z.object({ properties: z.record(z.string(), property) });

/** Reads a mapping file: JSON under comment lines that begin with `#`. Throws if it is not one. */
export function parseMapping(text: string): Mapping {
  const parsed = mappingSchema.parse(JSON.parse(text.replace(/^#.*$/gm, '')));
  const fields = new Set<string>();
  const aliases = new Map<string, string>();
  const nullValues = new Map<string, string>();
  const visit = (properties: Readonly<Record<string, Property>>, prefix: string): void => {
    for (const [name, { type, path, null_value, ...inner }] of Object.entries(properties)) {
      const field = prefix + name;
      // An object without a type of its own is no field; its members are.
      if (type !== undefined) fields.add(field);
      if (type === 'alias' && path !== undefined) aliases.set(field, path);
      if (null_value !== undefined) nullValues.set(field, null_value);
      visit({ ...inner.properties, ...inner.fields }, `${field}.`);
    }
  };
  visit(parsed.properties, '');
  return { fields, aliases, nullValues };
}
