import { eql, growWhen, lua, type NamedRule, wasm } from './replay-memory.ts';

/** A rule that makes garbage of about so many bytes per event, and keeps nothing. */
function litter(bytes: number): NamedRule {
  return lua(
    `garbage, ${bytes} bytes per event`,
    `function pred_eval(event)
      local id = kestrel.event_get_str(event, "process.entity_id")
      return #(id .. ("x"):rep(${bytes})) < 0
    end`,
  );
}

/** Rules whose memory rises and falls, or rises and stays, as that of sound rules does. */
export async function steadyRules(): Promise<NamedRule[]> {
  return [
    eql('a query', 'process where process.name : "program-1*.exe" and process.pid > 5'),
    eql(
      'a sequence with maxspan',
      'sequence by host.name with maxspan=1m [process where true] [file where false]',
    ),
    eql(
      'a sequence whose partial matches come in bursts',
      'sequence with maxspan=5m [process where process.pid % 4000 < 800] [file where process.name == "never"]',
    ),
    lua('nothing', 'function pred_eval(event) return false end'),
    lua(
      'a table from the beginning',
      `local names = {}
      for at = 1, 5000 do names["name-" .. at] = at end
      function pred_eval(event) return names[kestrel.event_get_str(event, "process.entity_id")] ~= nil end`,
    ),
    lua(
      'a cache that is full after a third',
      `local cache, size = {}, 0
      function pred_eval(event)
        if size < 8000 then
          size = size + 1
          cache[kestrel.event_get_str(event, "process.entity_id")] = size
        end
        return false
      end`,
    ),
    lua(
      'a list of numbers that is full after a third',
      `local list = {}
      function pred_eval(event)
        if #list < 8000 then list[#list + 1] = kestrel.event_get_i64(event, "process.pid") end
        return false
      end`,
    ),
    lua(
      'a cache by host',
      `local last = {}
      function pred_eval(event)
        last[kestrel.event_get_str(event, "host.name")] = kestrel.event_get_str(event, "process.entity_id")
        return false
      end`,
    ),
    lua(
      'a cache by program, of which there are two thousand',
      `local count = {}
      function pred_eval(event)
        local name = kestrel.event_get_str(event, "process.name")
        count[name] = (count[name] or 0) + 1
        return false
      end`,
    ),
    lua(
      'the last 500, oldest out first',
      `local known, order, first = {}, {}, 1
      function pred_eval(event)
        local id = kestrel.event_get_str(event, "process.entity_id")
        known[id] = true
        order[first + 500] = id
        local oldest = order[first]
        if oldest ~= nil then known[oldest] = nil end
        order[first] = nil
        first = first + 1
        return false
      end`,
    ),
    lua(
      'a ring of a thousand',
      `local ring, at = {}, 0
      function pred_eval(event)
        ring[at + 1] = kestrel.event_get_str(event, "process.entity_id") .. kestrel.event_get_str(event, "host.name")
        at = (at + 1) % 1000
        return false
      end`,
    ),
    lua(
      'a window that is emptied every 3,000 events',
      `local window, size = {}, 0
      function pred_eval(event)
        size = size + 1
        window[size] = kestrel.event_get_str(event, "process.entity_id")
        if size == 3000 then window, size = {}, 0 end
        return false
      end`,
    ),
    lua(
      'half of it thrown away when it has 2,000',
      `local kept = {}
      function pred_eval(event)
        kept[#kept + 1] = kestrel.event_get_str(event, "process.entity_id")
        if #kept == 2000 then kept = table.move(kept, 1001, 2000, 1, {}) end
        return false
      end`,
    ),
    lua(
      'a buffer of texts that is written out',
      `local buffer = {}
      function pred_eval(event)
        buffer[#buffer + 1] = kestrel.event_get_str(event, "process.name")
        if #buffer < 500 then return false end
        local text = table.concat(buffer, ",")
        buffer = {}
        return #text == 0
      end`,
    ),
    lua(
      'a cache of weak keys',
      `local cache = setmetatable({}, { __mode = "k" })
      function pred_eval(event)
        cache[{}] = kestrel.event_get_str(event, "process.entity_id")
        return false
      end`,
    ),
    lua(
      'coroutines that end',
      `function pred_eval(event)
        return coroutine.wrap(function() return #kestrel.event_get_str(event, "process.name") < 0 end)()
      end`,
    ),
    lua(
      'few events: those of files',
      `local paths = {}
      function pred_eval(event)
        if kestrel.event_get_str(event, "event.category") == "file" then
          paths[kestrel.event_get_str(event, "host.name")] = true
        end
        return false
      end`,
    ),
    litter(20),
    litter(200),
    litter(2_000),
    litter(8_000),
    await wasm('one page', ''),
    await wasm('16 pages at event 1,000', growWhen('(i32.eq (global.get $seen) (i32.const 1000))', 16)),
    await wasm('16 pages at event 20,000', growWhen('(i32.eq (global.get $seen) (i32.const 20000))', 16)),
    await wasm(
      'a page per 250 events, for a third',
      growWhen(
        `(i32.and
          (i32.eqz (i32.rem_u (global.get $seen) (i32.const 250)))
          (i32.lt_u (global.get $seen) (i32.const 9000)))`,
      ),
    ),
  ];
}
