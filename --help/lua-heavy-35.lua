-- category: process

local seen = {}

function pred_eval(event)
  local line = kestrel.event_get_str(event, "process.command_line"):lower()
  local hits = 0
  for word in line:gmatch("%-%-%a+") do
    if word == "--quiet" or word == "--stage35" then hits = hits + 1 end
  end
  return hits > 37
end
