-- Change the owner when the epoch is still the one given, and say so in the same step.
-- KEYS: meta log ids journey
-- ARGV: conversation owner epoch keep_ms changes journey_ms client_id body events...
--       (an empty client_id: nothing is said)
-- Returns {owner, epoch} as they are afterwards.
local meta, log, ids, journey = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local conversation, owner, client_id = ARGV[1], ARGV[2], ARGV[7]

local now = redis.call('HGET', meta, 'owner') or 'bot'
local epoch = tonumber(redis.call('HGET', meta, 'epoch') or '0')
local known_as = 'staff\n' .. client_id
local seen = client_id ~= '' and redis.call('HEXISTS', ids, known_as) == 1
if seen or epoch ~= tonumber(ARGV[3]) or now == owner then
  return { now, epoch }
end
redis.call('HSET', meta, 'owner', owner, 'epoch', epoch + 1)

local seq = tonumber(redis.call('HGET', meta, 'seq') or '0')
local time = redis.call('TIME')
local at = time[1] * 1000 + math.floor(time[2] / 1000)
if client_id ~= '' then
  seq = redis.call('HINCRBY', meta, 'seq', 1)
  redis.call('HSET', ids, known_as, seq)
  redis.call('XADD', log, seq .. '-0', 'role', 'system', 'body', ARGV[8], 'at', string.format('%.0f', at),
    'id', client_id, 're', '0')
end
if owner == 'bot' then
  redis.call('HSET', meta, 'human_until', seq)
end
for i = 9, #ARGV do
  local event = string.gsub(ARGV[i], '\26', seq)
  redis.call('XADD', journey, 'MINID', '=', string.format('%.0f', at - tonumber(ARGV[6])), '*', 'event', event)
  redis.call('PEXPIRE', journey, ARGV[6])
end

for _, key in ipairs({ meta, log, ids }) do
  redis.call('PEXPIRE', key, ARGV[4])
end
redis.call('PUBLISH', ARGV[5], conversation .. ' ' .. seq .. ' ' .. (redis.call('HGET', meta, 'done') or '0'))
return { owner, epoch + 1 }
