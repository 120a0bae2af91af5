# Runs one sqld and outlives neither it nor the processes that hold the other end of standard input.
# Arguments: the number of open files to allow, then the command.
# Standard input: a line "term" or "kill" sends that signal, "end" means that sqld says nothing more;
# its end means that no owner is left.
# Nothing else ends sqld. Should this shell be killed, the kernel kills sqld with it, where it can.
trap '' HUP INT QUIT
sqld=
told=
trap 'told=yes; [ -z "$sqld" ] || kill -TERM "$sqld"' TERM
ulimit -S -n "$1" 2>/dev/null || ulimit -S -n "$(ulimit -H -n)" 2>/dev/null
shift
if setpriv --pdeathsig KILL true 2>/dev/null; then
  # Killed before the kernel knew of it, this shell is nobody's parent any more.
  set -- setpriv --pdeathsig KILL \
    /bin/sh -c '[ "$PPID" = "$1" ] && shift && exec "$@"' sqld-guard "$$" "$@"
fi
"$@" </dev/null &
sqld=$!
# The output ends with sqld.
exec >/dev/null 2>&1
[ -z "$told" ] || kill -TERM "$sqld"
told=
while :; do
  if read -r order; then
    case $order in
      term) kill -TERM "$sqld" ;;
      kill) kill -KILL "$sqld" && break ;;
      end) break ;;
    esac
  elif [ -n "$told" ]; then
    # A signal broke the reading off.
    told=
  else
    break
  fi
done
kill -TERM "$sqld"
(
  # sqld loses a signal that comes in its first moments.
  sleep 1
  kill -TERM "$sqld"
  sleep 1
  kill -KILL "$sqld"
) &
timer=$!
while :; do
  wait "$sqld"
  code=$?
  kill -0 "$sqld" || break
done
kill -KILL "$timer"
exit "$code"
