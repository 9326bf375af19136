-- category: process

local seen = {}

function pred_eval(event)
  local name = kestrel.event_get_str(event, "process.name")
  return name == "tool16.exe" or name == "helper16.exe"
end
