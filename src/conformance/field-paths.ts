/**
 * The paths of all fields that have a value in an event; objects in arrays count as one object. Nulls and empty
 * arrays are no values: an index does not map a field because of them.
 */
export function fieldPaths(event: Readonly<Record<string, unknown>>): readonly string[] {
  const paths = new Set<string>();
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value)) {
      for (const element of value) visit(element, path);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value))
        visit(member, path === '' ? name : `${path}.${name}`);
    } else if (value !== null && value !== undefined) {
      paths.add(path);
    }
  };
  visit(event, '');
  return [...paths];
}
