-- Say that a worker lives for as long as a lease lasts, or only ask who does.
-- KEYS: workers
-- ARGV: lease_ms, and the worker's name unless it only asks
-- Returns the names of all that live.
local workers = KEYS[1]

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', workers, '-inf', string.format('%.0f', now))
if ARGV[2] then
  redis.call('ZADD', workers, string.format('%.0f', now + tonumber(ARGV[1])), ARGV[2])
end
return redis.call('ZRANGE', workers, 0, -1)
