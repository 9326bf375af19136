-- category: process

local seen = {}

function pred_eval(event)
  local name = kestrel.event_get_str(event, "process.name")
  return name == "tool32.exe" or name == "helper32.exe"
end
