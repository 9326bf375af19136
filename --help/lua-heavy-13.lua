-- category: process

local seen = {}

function pred_eval(event)
  local line = kestrel.event_get_str(event, "process.command_line")
  return line:find("--stage 13 ", 1, true) ~= nil and line:match("https?://[%w.]+") ~= nil
end
