-- category: process

local seen = {}

function pred_eval(event)
  local name = kestrel.event_get_str(event, "process.name")
  return name == "tool24.exe" or name == "helper24.exe"
end
