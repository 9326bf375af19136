import { z } from 'zod';

/** What an index mapping says that changes an event's values; field types as such are left to the engine. */
export interface Mapping {
  /** Alias path to the path it stands for. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Path to the value that stands for an explicit null. */
  readonly nullValues: ReadonlyMap<string, string>;
}

interface Property {
  readonly type?: string | undefined;
  readonly path?: string | undefined;
  readonly null_value?: string | undefined;
  readonly properties?: Readonly<Record<string, Property>> | undefined;
}

const property: z.ZodType<Property> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    path: z.string().optional(),
    null_value: z.string().optional(),
    properties: z.record(z.string(), property).optional(),
  }),
);
const mappingSchema = z.object({ properties: z.record(z.string(), property) });

/** Reads a mapping file: JSON under comment lines that begin with `#`. Throws if it is not one. */
export function parseMapping(text: string): Mapping {
  const parsed = mappingSchema.parse(JSON.parse(text.replace(/^#.*$/gm, '')));
  const aliases = new Map<string, string>();
  const nullValues = new Map<string, string>();
  const visit = (properties: Readonly<Record<string, Property>>, prefix: string): void => {
    for (const [name, { type, path, null_value, properties: inner }] of Object.entries(properties)) {
      if (type === 'alias' && path !== undefined) aliases.set(prefix + name, path);
      if (null_value !== undefined) nullValues.set(prefix + name, null_value);
      if (inner !== undefined) visit(inner, `${prefix}${name}.`);
    }
  };
  visit(parsed.properties, '');
  return { aliases, nullValues };
}
