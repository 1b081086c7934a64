-- Take or renew the lease of a shard.
-- KEYS: lease fence waiting
-- ARGV: worker lease_ms limit
-- Returns {fence, oldest waiting messages}, or nil when another worker holds the shard.
local lease, fences, waiting = KEYS[1], KEYS[2], KEYS[3]
local worker, lease_ms = ARGV[1], ARGV[2]

local fence
local held = redis.call('GET', lease)
if held then
  local holder, number = string.match(held, '^(.*) (%d+)$')
  if holder ~= worker then
    return false
  end
  fence = tonumber(number)
  -- Not each time: what is only read need not be written to disk before the answer.
  if redis.call('PTTL', lease) < 0.8 * lease_ms then
    redis.call('PEXPIRE', lease, lease_ms)
  end
else
  fence = redis.call('INCR', fences)
  redis.call('SET', lease, worker .. ' ' .. fence, 'PX', lease_ms)
end
return { fence, redis.call('XRANGE', waiting, '-', '+', 'COUNT', ARGV[3]) }
