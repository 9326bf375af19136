-- category: process

local seen = {}

function pred_eval(event)
  local host = kestrel.event_get_str(event, "host.name")
  seen[host] = (seen[host] or 0) + 1
  return seen[host] == 1000018
end
