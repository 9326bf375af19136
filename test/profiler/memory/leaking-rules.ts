import { growWhen, lua, type NamedRule, wasm } from './replay-memory.ts';

/** Rules that never forget something, each in its way. Their limits are the usual ones. */
export async function leakingRules(): Promise<NamedRule[]> {
  return [
    lua(
      'a text per event',
      `local seen = {}
      function pred_eval(event)
        seen[#seen + 1] = kestrel.event_get_str(event, "process.entity_id")
        return false
      end`,
    ),
    lua(
      'a number per event: the table grows in doublings',
      `local seen = {}
      function pred_eval(event)
        seen[#seen + 1] = kestrel.event_get_i64(event, "process.pid")
        return false
      end`,
    ),
    lua(
      'a record per match, one event in a hundred',
      `local matches = {}
      function pred_eval(event)
        if kestrel.event_get_str(event, "event.category") ~= "file" then return false end
        matches[#matches + 1] = {
          host = kestrel.event_get_str(event, "host.name"),
          text = kestrel.event_get_str(event, "process.name"):rep(20),
        }
        return true
      end`,
    ),
    lua(
      'one text that becomes longer',
      `local log, events = "", 0
      function pred_eval(event)
        events = events + 1
        if events % 4 == 0 then log = log .. kestrel.event_get_str(event, "process.entity_id") .. ";" end
        return false
      end`,
    ),
    lua(
      'a chain of closures',
      `local before = function() return 0 end
      function pred_eval(event)
        local previous, pid = before, kestrel.event_get_i64(event, "process.pid")
        before = function() return previous, pid end
        return false
      end`,
    ),
    lua(
      'eight bytes per event',
      `local numbers, events = {}, 0
      function pred_eval(event)
        events = events + 1
        if events % 2 == 0 then numbers[#numbers + 1] = events end
        return false
      end`,
    ),
    lua(
      'a little, under much garbage',
      `local kept, events = {}, 0
      function pred_eval(event)
        local id = kestrel.event_get_str(event, "process.entity_id")
        local parts = { id, id:rep(10), id:upper() }
        events = events + 1
        if events % 4 == 0 then kept[#kept + 1] = parts[3] end
        return false
      end`,
    ),
    lua(
      'a key per process, never taken out',
      `local known = {}
      function pred_eval(event)
        known[kestrel.event_get_str(event, "process.entity_id")] = true
        return false
      end`,
    ),
    lua(
      'lists per host that are never cut',
      `local by_host = {}
      function pred_eval(event)
        local host = kestrel.event_get_str(event, "host.name")
        local list = by_host[host] or {}
        by_host[host] = list
        list[#list + 1] = { kestrel.event_get_str(event, "process.name"), kestrel.event_get_str(event, "@timestamp") }
        return false
      end`,
    ),
    lua(
      'a coroutine per 32 events that is never resumed',
      `local waiting, events = {}, 0
      function pred_eval(event)
        events = events + 1
        if events % 32 == 0 then waiting[#waiting + 1] = coroutine.create(function() return events end) end
        return false
      end`,
    ),
    lua(
      'beside a large table from the beginning, with garbage',
      `local table_of_names = {}
      for at = 1, 2000 do table_of_names["name-" .. at] = at end
      local kept = {}
      function pred_eval(event)
        local id = kestrel.event_get_str(event, "process.entity_id")
        kept[#kept + 1] = id .. " on " .. kestrel.event_get_str(event, "host.name")
        return table_of_names[id] ~= nil
      end`,
    ),
    await wasm('a page per 64 events', growWhen('(i32.eqz (i32.rem_u (global.get $seen) (i32.const 64)))')),
    await wasm(
      'a page per 1,000 events',
      growWhen('(i32.eqz (i32.rem_u (global.get $seen) (i32.const 1000)))'),
    ),
  ];
}
