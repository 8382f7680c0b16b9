#!/usr/bin/env bash
# Holds many streams of server-sent events through the gateway, nginx and HAProxy in turn, and prints one table of what an event costs.
# shellcheck disable=SC2016 # the fields are awk's
set -euo pipefail
shopt -s inherit_errexit

usage() {
  cat <<'TEXT'
usage: bench/streams.sh [--streams N] [--rate N] [--rounds N] [--seconds N] [--warmup N] [--bytes N] [--workers N] [--only NAMES]

Starts two Vertex stand-ins, the gateway over epoll and over io_uring, nginx and HAProxy, all doing the same job (path, Host and Authorization rewritten,
verified TLS upstream, events handed on as they come). Holds as many streams as told through each in turn, and over TLS straight to the stand-in
(direct), with a client on one thread. Every event says when it was sent; the client checks that none is missing or out of order. Prints the median
over the rounds of: events a second, and how many of those that were wanted; CPU microseconds per event of the proxy alone and the ratio to HAProxy's;
how long events were on their way, and what of that was added to direct in the same round; how much of the machine was idle; and all errors.

  --streams N   streams at once (default 1000)
  --rate N      events a second of each stream, a divisor of 1000 (default 50)
  --rounds N    alternating rounds (default 5)
  --seconds N   measured seconds for each proxy and round (default 8), from two seconds after the last stream has begun to flow
  --warmup N    measured seconds before the first round, for each proxy (default 20: the JVM compiles)
  --bytes N     size of an event (default 256)
  --workers N   threads of each proxy and stand-in (default: one for each core)
  --only NAMES  comma-separated, of direct,rhumb,uring,nginx,haproxy (default: all); uring is the gateway over io_uring

Proxy, stand-in and client share the machine. Where little of it was idle, or fewer events came than were wanted, times are those of queues: try fewer
streams. Needs: apt-get install nginx-light haproxy
TEXT
}

refuse() { echo "streams.sh: $1" >&2; exit 2; }

streams=1000 rate=50 rounds=5 seconds=8 warmup=20 bytes=256 workers=$(nproc) only=direct,rhumb,uring,nginx,haproxy
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) usage; exit 0 ;;
    --streams | --rate | --rounds | --seconds | --warmup | --bytes | --workers)
      [[ ${2:-} =~ ^[0-9]{1,9}$ ]] || refuse "$1: ${2:-nothing} (expected: a number)"
      declare "${1#--}=$((10#$2))"
      ;;
    --only) only=${2:?streams.sh: --only: nothing (expected: names, with commas between)} ;;
    *) echo "streams.sh: unknown option $1" >&2; usage >&2; exit 2 ;;
  esac
  shift 2
done
for option in streams rounds seconds workers; do
  [ "${!option}" -ge 1 ] || refuse "--$option: ${!option} (expected: 1 or more)"
done
{ [ "$rate" -ge 1 ] && [ $((1000 % rate)) = 0 ]; } || refuse "--rate: $rate (expected: a divisor of 1000: the stand-in counts milliseconds)"
for name in ${only//,/ }; do
  case $name in direct | rhumb | uring | nginx | haproxy) ;; *) refuse "--only: $name (expected: of direct, rhumb, uring, nginx, haproxy)" ;; esac
done
# Two for each stream of a proxy, and what it has besides.
files=$((2 * streams + 500))
[ "$(ulimit -Hn)" = unlimited ] || [ "$(ulimit -Hn)" -ge "$files" ] || refuse "--streams: $streams ($files open files, of which the system allows $(ulimit -Hn))"
ulimit -Sn "$(ulimit -Hn)"

script=streams.sh streaming=1 method=streamRawPredict
# shellcheck source=bench/compare/rig.sh
. "$(dirname "$0")/compare/rig.sh"
needs nginx haproxy
body 0 >"$dir/body.json"
build_jar
regions --stream-events 1000000 --stream-interval $((1000 / rate))ms --stream-event-bytes "$bytes" --stream-times
port[direct]=$primary_port

names=()
wanted() { case ",$only," in *",$1,"*) names+=("$1") ;; *) return 1 ;; esac; }
wanted direct || true
if wanted rhumb; then gateway rhumb '' 18090; fi
if wanted uring; then gateway uring io_uring 18091; fi
if wanted nginx; then nginx_proxy; fi
if wanted haproxy; then haproxy_proxy; fi

coproc LOAD { exec "$java" -Xmx256m -XX:+UseSerialGC -cp "$jar" "$here/StreamLoad.java" "$token" "$dir/ca.pem" "$dir/body.json" 2>"$dir/load.log"; }
pid[load]=$LOAD_PID
started+=("$LOAD_PID")
to_load=${LOAD[1]} from_load=${LOAD[0]}

say() { # word name: the rest of what the client says next of a proxy; ends the script where it does not begin with the word
  local line=
  read -r -u "$from_load" line || true
  [ "${line%% *}" = "$1" ] || {
    echo "streams.sh: $2: ${line:-the client ended}" >&2
    tail -n 5 "$dir/load.log" >&2
    exit 1
  }
  echo "${line#"$1"}"
}

machine() { awk '/^cpu / { idle = $5 + $6; for (i = 2; i <= 9; i++) all += $i; print idle, all }' /proc/stat; }

used() { # name: CPU time so far, of the proxy, the stand-in and the client
  local own=0
  [ "$1" = direct ] || own=$(cpu_micros "$1")
  echo "$own $(cpu_micros primary) $(cpu_micros load)"
}

hold() { # name seconds -> events, microseconds, p50, p99, errors, CPU of proxy, stand-in and client, percent idle
  local at=/predict host=$server_name how=plain before after result idle0 all0 idle1 all1
  case $1 in
    direct) at=$path how=tls ;;
    rhumb | uring) at=/v1/projects/p/locations/l/endpoints/linear:$method ;;
  esac
  echo "${port[$1]} $at $host $how $streams $((1000000 / rate)) 2000 $2" >&"$to_load"
  say flowing "$1" >/dev/null
  read -r idle0 all0 <<<"$(machine)"
  read -ra before <<<"$(used "$1")"
  result=$(say 'done' "$1")
  read -ra after <<<"$(used "$1")"
  read -r idle1 all1 <<<"$(machine)"
  echo >&"$to_load"
  say closed "$1" >/dev/null
  echo "$result $((after[0] - before[0])) $((after[1] - before[1])) $((after[2] - before[2])) $((100 * (idle1 - idle0) / (all1 - all0)))"
}

for name in "${names[@]}"; do
  echo "warming $name for ${warmup}s" >&2
  if [ "$warmup" -gt 0 ]; then hold "$name" "$warmup" >/dev/null; fi
done
for round in $(seq "$rounds"); do
  for name in "${names[@]}"; do
    result=$(hold "$name" "$seconds")
    read -r events micros p50 p99 errors own source load idle <<<"$result"
    [ "$events" -gt 0 ] || { echo "streams.sh: $name: no event came" >&2; exit 1; }
    [ "$name" = direct ] && base50=$p50 base99=$p99
    echo "$name $events $micros $p50 $p99 $errors $own $source $load $idle ${base50:-0} ${base99:-0}" >>"$dir/results"
    echo "round $round/$rounds $name: $((events * 1000000 / micros)) events/s, p99 $p99 µs, CPU µs/event: $((own / events)), of the stand-in $((source / events)), of the client $((load / events)); $idle % idle, $errors errors" >&2
  done
done

column() { awk -v n="$1" "\$1 == n { print $2 }" "$dir/results" | median; }
base=0
[ -n "${pid[haproxy]:-}" ] && base=$(column haproxy '$7 / $2')
printf '\n%s, %s cores, %s; %s streams of %s events a second of %s bytes, %s threads each, median of %s rounds of %s s\n\n' \
  "$(date -u +%Y-%m-%d)" "$(nproc)" "$("$java" -version 2>&1 | head -n 1)" "$streams" "$rate" "$bytes" "$workers" "$rounds" "$seconds"
printf '| proxy | events/s | of wanted %% | CPU µs/event | × HAProxy | p50 µs | p99 µs | added p50 µs | added p99 µs | idle %% | peak MiB | errors |\n'
printf '|---|---|---|---|---|---|---|---|---|---|---|---|\n'
for name in "${names[@]}"; do
  cpu=- ratio=- mib=- added50=- added99=-
  if [ "$name" != direct ]; then
    cpu=$(column "$name" '$7 / $2')
    ratio=$(awk -v c="$cpu" -v b="$base" 'BEGIN { if (b > 0) printf "%.2f", c / b; else printf "-" }')
    cpu=$(printf %.1f "$cpu")
    mib=$(peak "$name")
    [ -z "${base50:-}" ] || { added50=$(column "$name" '$4 - $11') added99=$(column "$name" '$5 - $12'); }
  fi
  printf '| %s | %.0f | %.1f | %s | %s | %.0f | %.0f | %s | %s | %.0f | %s | %s |\n' "$name" "$(column "$name" '$2 * 1000000 / $3')" \
    "$(column "$name" "\$2 * 100000000 / \$3 / $streams / $rate")" "$cpu" "$ratio" "$(column "$name" '$4')" "$(column "$name" '$5')" \
    "$added50" "$added99" "$(column "$name" '$10')" "$mib" "$(awk -v n="$name" '$1 == n { s += $6 } END { print s + 0 }' "$dir/results")"
done
printf '\nBesides, CPU µs/event: the stand-in %.1f, the client %.1f (%s).\n' "$(column "${names[-1]}" '$8 / $2')" "$(column "${names[-1]}" '$9 / $2')" "${names[-1]}"
if grep -q ^error: "$dir/load.log"; then
  printf '\nErrors, with how often:\n'
  sed -n 's/^error: //p' "$dir/load.log" | cut -c 1-200 | sort | uniq -c | sort -rn | head -n 10
fi
