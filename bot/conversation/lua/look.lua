-- Look through a part of a stream of a shard for what is of one conversation.
-- KEYS: stream
-- ARGV: start count conversation
-- Returns {where to look on, or '' at the end; what was found}.
local named = '"conversation":"' .. ARGV[3] .. '"'
local found, last = {}, ''
local entries = redis.call('XRANGE', KEYS[1], ARGV[1], '+', 'COUNT', ARGV[2])

for _, entry in ipairs(entries) do
  local name, value = entry[2][1], entry[2][2]
  if (name == 'conversation' and value == ARGV[3]) or (name == 'event' and string.find(value, named, 1, true)) then
    found[#found + 1] = entry[2]
  end
  last = entry[1]
end
if #entries < tonumber(ARGV[2]) then
  return { '', found }
end
return { '(' .. last, found }
