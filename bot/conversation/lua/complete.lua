-- Write all that one turn changes, or nothing.
-- KEYS: lease meta log ids waiting journey counters
-- ARGV: holder conversation waiting_key seq owner_epoch state keep_ms journey_ms changes counts
--       number_of_replies replies... events...
-- Returns done, stale, duplicate, fenced or out_of_order.
local lease, meta, log, ids, waiting, journey, counters = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
local conversation, key, seq, state = ARGV[2], ARGV[3], tonumber(ARGV[4]), ARGV[6]

if redis.call('GET', lease) ~= ARGV[1] then
  return 'fenced'
end
local done = tonumber(redis.call('HGET', meta, 'done') or '0')
-- Without a seq the conversation has expired, and nobody is left to answer.
if done >= seq or redis.call('HEXISTS', meta, 'seq') == 0 then
  redis.call('XDEL', waiting, key)
  return 'duplicate'
end

local message = redis.call('XRANGE', waiting, key, key)[1]
if not message then
  -- A server restored from an older moment never had this message: the worker must claim again.
  return 'fenced'
end
local before = 0
for i = 1, #message[2], 2 do
  if message[2][i] == 'before' then
    before = tonumber(message[2][i + 1])
  end
end
if before > done then
  return 'out_of_order'
end

if tonumber(redis.call('HGET', meta, 'epoch') or '0') ~= tonumber(ARGV[5]) then
  return 'stale'
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local at = string.format('%.0f', now)
local replies = tonumber(ARGV[11])
local first_event = 12 + replies

for i = 12, first_event - 1 do
  local reply = redis.call('HINCRBY', meta, 'seq', 1)
  redis.call('XADD', log, reply .. '-0', 'role', 'bot', 'body', ARGV[i], 'at', at, 'id', '', 're', seq)
end
for i = first_event, #ARGV do
  redis.call('XADD', journey, 'MINID', '=', string.format('%.0f', now - tonumber(ARGV[8])), '*', 'event', ARGV[i])
  redis.call('PEXPIRE', journey, ARGV[8])
end
redis.call('HINCRBY', counters, 'turns', 1)
redis.call('HINCRBY', counters, 'replies', replies)
for name, times in pairs(cjson.decode(ARGV[10])) do
  redis.call('HINCRBY', counters, name, times)
end
redis.call('HINCRBY', meta, 'open', -1)
redis.call('HSET', meta, 'done', seq, 'state', state)
redis.call('XDEL', waiting, key)

for _, name in ipairs({ meta, log, ids }) do
  redis.call('PEXPIRE', name, ARGV[7])
end
redis.call('PUBLISH', ARGV[9], conversation .. ' ' .. redis.call('HGET', meta, 'seq') .. ' ' .. seq)
return 'done'
