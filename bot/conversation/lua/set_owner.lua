-- Change the owner when the epoch is still the one given.
-- KEYS: meta
-- ARGV: conversation owner epoch keep_ms changes
-- Returns {owner, epoch} as they are afterwards.
local meta, conversation, owner = KEYS[1], ARGV[1], ARGV[2]

local now = redis.call('HGET', meta, 'owner') or 'bot'
local epoch = tonumber(redis.call('HGET', meta, 'epoch') or '0')
if epoch ~= tonumber(ARGV[3]) or now == owner then
  return { now, epoch }
end
redis.call('HSET', meta, 'owner', owner, 'epoch', epoch + 1)
redis.call('PEXPIRE', meta, ARGV[4])
redis.call('PUBLISH', ARGV[5], conversation .. ' ' .. (redis.call('HGET', meta, 'seq') or '0')
  .. ' ' .. (redis.call('HGET', meta, 'done') or '0'))
return { owner, epoch + 1 }
