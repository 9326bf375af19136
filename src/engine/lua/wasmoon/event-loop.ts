import type { Address } from './lua-exports.ts';
import type { WasmoonStack } from './wasmoon-stack.ts';

/** Where in the registry the loop is: 1 and 2 are Lua's own. lua-bridge.wat gets it from there. */
const LOOP = 3n;
/** Where in a function of Lua the address of its first variable from outside is, where in that the address of its value. */
const VARIABLE_OFFSET = 16;
const VALUE_OFFSET = 8;
/** Any number that is not there by chance. */
const PROBE = 0x5eed_1e55;

/**
 * The loop over the events of a batch, in Lua: what calls `pred_eval` from outside costs several times as much as a call
 * within Lua. `place` tells which event is at hand, `attend` what to do with a result that is not plainly none: stop,
 * with the result, or go on.
 *
 * Without its line numbers, which `string.dump` strips, it does not show in any message: to the rule it is as if the
 * host called. The registry cannot be reached by rules, and neither can the loop's variables.
 */
const EVENT_LOOP = `
local place, attend = ...
local function prepare(place, attend)
  return function(pred_eval, first, last)
    for at = first, last do
      place = at
      local result = pred_eval(0)
      if result and attend(result) then return result end
    end
  end
end
local loop = load(string.dump(prepare, true), '=loop', 'b')(place, attend)
collectgarbage()
return loop`;

/**
 * Puts the loop into a state that has Lua's libraries.
 *
 * @returns where in memory the place of the event at hand is, an integer of 64 bits; it never moves, as it is a variable of
 *   a call that has ended
 * @throws Error where this is not the Lua that the offsets here are of
 */
export function addEventLoop(lua: WasmoonStack, attend: CallableFunction): Address {
  const { instance } = lua;
  lua.compile(EVENT_LOOP, 'loop');
  lua.pushInteger(PROBE);
  lua.pushFunction(instance.addFunction(attend));
  const failure = lua.call(2, 1);
  if (failure !== undefined) throw new Error(`the loop over events could not be made: ${failure.message}`);
  const variable = instance.word(lua.addressOfTop() + VARIABLE_OFFSET);
  const place = instance.word(variable + VALUE_OFFSET);
  if (instance.word(place) !== PROBE) throw new Error('a function of Lua is not laid out as expected');
  lua.popIntoRegistry(LOOP);
  return place;
}
