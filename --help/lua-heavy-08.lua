-- category: process

local seen = {}

function pred_eval(event)
  local name = kestrel.event_get_str(event, "process.name")
  return name == "tool8.exe" or name == "helper8.exe"
end
