# Runs a server ("$@") that ends with the process that started it, however that one ends: a watcher waits for the end
# of a pipe which only that process holds, then asks the server to stop.
# (Linux' PR_SET_PDEATHSIG follows one thread instead of the process, and exists nowhere else.)
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
{ read -r _ <&3; kill -TERM "$server"; } 2>/dev/null &
watcher=$!
wait "$server"
code=$?
kill "$watcher" 2>/dev/null
exit "$code"
