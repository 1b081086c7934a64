-- Copy a part of a stream of a shard, without what is of one conversation; the last part puts the copy in its place.
-- A deleted entry of a stream stays in memory, and in the files, for as long as others stand beside it: hence a copy.
-- KEYS: stream copy lock
-- ARGV: token lock_ms start count conversation
-- Returns {where to go on, or '' when done; entries left out}; 'busy' when somebody else is at it.
local stream, copy, lock = KEYS[1], KEYS[2], KEYS[3]
local token, lock_ms, start, count, conversation = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), ARGV[5]
local named = '"conversation":"' .. conversation .. '"'

local holder = redis.call('GET', lock)
if holder and holder ~= token then
  return 'busy'
end
if not holder and start ~= '-' then
  return 'busy' -- it took so long that another may have begun
end
redis.call('SET', lock, token, 'PX', lock_ms)
if start == '-' then
  redis.call('DEL', copy)
end

local dropped, last = 0, ''
local entries = redis.call('XRANGE', stream, start, '+', 'COUNT', count)
for _, entry in ipairs(entries) do
  local fields = entry[2]
  local name, value = fields[1], fields[2]
  if (name == 'conversation' and value == conversation) or (name == 'event' and string.find(value, named, 1, true)) then
    dropped = dropped + 1
  else
    redis.call('XADD', copy, entry[1], unpack(fields))
  end
  last = entry[1]
end
if #entries == count then
  redis.call('PEXPIRE', copy, 3600000)
  return { '(' .. last, dropped }
end

if redis.call('EXISTS', stream) == 1 then
  local newest, left = '', redis.call('PTTL', stream)
  local told = redis.call('XINFO', 'STREAM', stream)
  for i = 1, #told, 2 do
    if told[i] == 'last-generated-id' then
      newest = told[i + 1]
    end
  end
  if redis.call('EXISTS', copy) == 1 then
    redis.call('XSETID', copy, newest)
  elseif newest ~= '0-0' then
    -- Empty, but what comes next must have a higher id.
    redis.call('XADD', copy, newest, 'none', '')
    redis.call('XDEL', copy, newest)
  end
  redis.call('DEL', stream)
  if redis.call('EXISTS', copy) == 1 then
    redis.call('RENAME', copy, stream)
    if left > 0 then
      redis.call('PEXPIRE', stream, left)
    else
      redis.call('PERSIST', stream)
    end
  end
end
redis.call('DEL', lock)
return { '', dropped }
