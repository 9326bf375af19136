/** Names of the files that make a Kestrel rule folder. */

export const MANIFEST_FILE = 'manifest.json';
export const EQL_PART = 'rule.eql';
export const LUA_PART = 'predicate.lua';
/** Binary before text: where both are there, the text is the binary's source. */
export const WASM_PARTS = ['rule.wasm', 'rule.wat'] as const;

export const PART_FILES: ReadonlySet<string> = new Set([EQL_PART, LUA_PART, ...WASM_PARTS]);

/** The folder of the patterns that predicates match by number, beside the manifest. */
export const RESOURCES_FOLDER = 'resources';
export const REGEX_FILE = 'regexes.txt';
export const GLOB_FILE = 'globs.txt';

export const RESOURCE_FILES: ReadonlySet<string> = new Set([REGEX_FILE, GLOB_FILE]);
