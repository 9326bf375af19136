/** Names of the files that say something for all predicates of a folder and of the folders in it. */

/** What numeric field ids mean. */
export const SCHEMA_FILES: readonly string[] = ['schema.yaml', 'schema.yml'];
/** What predicates may use. */
export const LIMIT_FILES: readonly string[] = ['limits.yaml', 'limits.yml'];

export const SETTINGS_FILES: ReadonlySet<string> = new Set([...SCHEMA_FILES, ...LIMIT_FILES]);
