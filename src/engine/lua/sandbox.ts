/**
 * Run in every state before the rule, in both runtimes: takes away what a rule must not have, and makes random
 * numbers the same in every run. `print` and `warn` are the host's by then.
 */
export const SANDBOX = `
-- Files, chunks from texts, bytecode, and the collector, whose timing differs between runtimes.
for _, name in ipairs { 'collectgarbage', 'dofile', 'load', 'loadfile', 'loadstring', 'module', 'require' } do
  _G[name] = nil
end
string.dump = nil

-- Park and Miller's generator: its products stay below 2^53, so the numbers are the same in every Lua.
local floor, type, error, select = math.floor, type, error, select
local MODULUS, MULTIPLIER, FIRST = 2147483647, 48271, 20240101
local seed = FIRST

local function next_unit()
  seed = seed * MULTIPLIER % MODULUS
  return (seed - 1) / (MODULUS - 1)
end

local function check_integer(value, position)
  if type(value) ~= 'number' or floor(value) ~= value then
    error("bad argument #" .. position .. " to 'random' (whole number expected)", 3)
  end
  return value
end

function math.random(...)
  local count = select('#', ...)
  if count == 0 then return next_unit() end
  local low, high = 1, check_integer((...), 1)
  if count > 1 then low, high = high, check_integer(select(2, ...), 2) end
  if low > high then error("bad argument #" .. count .. " to 'random' (interval is empty)", 2) end
  return floor(low + next_unit() * (high - low + 1))
end

function math.randomseed(value)
  if value == nil then seed = FIRST return end
  if type(value) ~= 'number' then error("bad argument #1 to 'randomseed' (number expected)", 2) end
  seed = floor(value) % (MODULUS - 1) + 1
end
`;
