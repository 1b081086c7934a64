-- Write a message once, with its journey events; a shopper's message also waits for its turn.
-- KEYS: meta log ids waiting counters journey
-- ARGV: conversation client_id role body keep_ms changes arrivals shard most_waiting journey_ms events...
-- Returns {seq, 1 when the client id was seen before}; seq 0 when too many wait already.
local meta, log, ids, waiting, counters, journey = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local conversation, client_id, role, body = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

-- No shopper can take an id of staff: a client id has no line break.
local known_as = role == 'shopper' and client_id or 'staff\n' .. client_id
local seen = redis.call('HGET', ids, known_as)
if seen then
  redis.call('HINCRBY', counters, 'resends', 1)
  return { tonumber(seen), 1 }
end
if role == 'shopper' and tonumber(redis.call('HGET', meta, 'open') or '0') >= tonumber(ARGV[9]) then
  redis.call('HINCRBY', counters, 'refused', 1)
  return { 0, 0 }
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local at = string.format('%.0f', now)
local seq = redis.call('HINCRBY', meta, 'seq', 1)
local done = redis.call('HGET', meta, 'done') or '0'
redis.call('HSET', ids, known_as, seq)
redis.call('XADD', log, seq .. '-0', 'role', role, 'body', body, 'at', at, 'id', client_id, 're', '0')

for i = 11, #ARGV do
  local event = string.gsub(ARGV[i], '\26', seq)
  redis.call('XADD', journey, 'MINID', '=', string.format('%.0f', now - tonumber(ARGV[10])), '*', 'event', event)
  redis.call('PEXPIRE', journey, ARGV[10])
end

if role == 'shopper' then
  local before = redis.call('HGET', meta, 'asked') or '0'
  redis.call('HSET', meta, 'asked', seq)
  redis.call('HINCRBY', meta, 'open', 1)
  redis.call('HINCRBY', counters, 'messages', 1)
  redis.call('XADD', waiting, '*', 'conversation', conversation, 'seq', seq, 'before', before,
    'role', role, 'body', body, 'at', at, 'id', client_id, 're', '0')
  redis.call('PUBLISH', ARGV[7], ARGV[8])
end

for _, key in ipairs({ meta, log, ids }) do
  redis.call('PEXPIRE', key, ARGV[5])
end
redis.call('PUBLISH', ARGV[6], conversation .. ' ' .. seq .. ' ' .. done)
return { seq, 0 }
