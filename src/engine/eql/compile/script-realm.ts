import vm from 'node:vm';

let realm: vm.Context | undefined;

/**
 * Where the scripts of conditions live: a realm of their own. V8 never inlines across realms, so what a script calls
 * (tests of patterns, functions on values) keeps a frame of its own with the script's below it, and a profile can tell
 * which clause called. In one realm V8 merges them, and of merged code a sample names a line of the callee's file and
 * nothing of its caller.
 */
export function scriptRealm(): vm.Context {
  realm ??= vm.createContext();
  return realm;
}
