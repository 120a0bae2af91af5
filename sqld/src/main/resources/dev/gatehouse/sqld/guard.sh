# Runs one sqld and outlives neither it nor the process that holds the other end of standard input.
# Arguments: the number of open files to allow, then the command.
# Standard input: a line "term" or "kill" sends that signal; its end means that the owner is gone.
trap '' HUP INT QUIT
child=
stopping=
trap 'stopping=yes; [ -z "$child" ] || kill -TERM "$child"' TERM
exec 3<&0 </dev/null
ulimit -S -n "$1" 2>/dev/null || ulimit -S -n "$(ulimit -H -n)" 2>/dev/null
shift
# A session of its own keeps the terminal's Ctrl-C from sqld: its owner decides when it ends.
if command -v setsid >/dev/null 2>&1; then
  set -- setsid "$@"
fi
"$@" 3<&- &
child=$!
[ -z "$stopping" ] || kill -TERM "$child"
(
  while read -r order; do
    case $order in
      term) kill -TERM "$child" ;;
      kill) kill -KILL "$child" ;;
    esac
  done
  for tick in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    case $tick in
      1 | 11) kill -TERM "$child" || exit 0 ;;
    esac
    sleep 0.1
    kill -0 "$child" || exit 0
  done
  kill -KILL "$child"
) <&3 >/dev/null 2>&1 &
watch=$!
exec 3<&-
while :; do
  wait "$child"
  code=$?
  kill -0 "$child" 2>/dev/null || break
done
kill -TERM "$watch" 2>/dev/null
exit "$code"
