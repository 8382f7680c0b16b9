#!/usr/bin/env bash
# How long the gateway keeps an event loop from turning: under load, while its configuration changes each second, and while its token does.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: bench/stalls.sh [--rounds N] [--seconds N] [--warmup N] [--rate N] [--connections N] [--bytes N] [--workers N] [--transport NAME] [--only NAMES]

Starts two Vertex stand-ins, a metadata server and two gateways, and asks each in turn in an open loop:

  load    nothing changes
  reload  the same gateway; its configuration changes each second (strategy and attempts), and is looked at ten times a second
  token   the other gateway; its tokens, from the metadata server, live for two seconds, and are another every second

Meanwhile a thread asks each event loop every millisecond to come round (compare/LoopProbe.java). Whatever takes longer than 5 ms is told apart: what
the JVM stopped all threads for, by its own log of safepoints; what the loop used itself, on a core or asleep (in a lock, say); and the rest, in which
it was ready and had no core. Prints how often a loop was late, how often by more than 5 ms of its own, and the most of each. The stacks of those
of its own go to standard error. Of its own is all that the loop did before it came round: a turn with many requests counts as one that blocks, so the
rate should leave room; and code that the JVM has not compiled yet, so the warm-up should be long.

  --rounds N        alternating rounds (default 5)
  --seconds N       measured seconds for each row and round (default 20)
  --warmup N        seconds of full load before the first round, for each gateway (default 20: the JVM compiles)
  --rate N          requests a second (default: a third of what wrk gets out of the first gateway)
  --connections N   client connections (default 32)
  --bytes N         size of request and answer (default 1024)
  --workers N       event loops (default: one for each core)
  --transport NAME  of the gateways: epoll, io_uring, nio (default: epoll)
  --only NAMES      comma-separated, of the rows above (default: all)

RHUMB_JAVA_OPTS in the environment are the gateways' options (default: -Xmx256m). Where other processes want the cores, or the machine is a virtual one,
loops are late for want of a core all the time; only the columns of the JVM and of the loop itself are about the gateway.

Needs: apt-get install nginx-light wrk
TEXT
}

rounds=5 seconds=20 warmup=20 rate='' connections=32 bytes=1024 workers=$(nproc) transport=epoll only=load,reload,token
while [ $# -gt 0 ]; do
  case $1 in
    --rounds) rounds=$2 ;;
    --seconds) seconds=$2 ;;
    --warmup) warmup=$2 ;;
    --rate) rate=$2 ;;
    --connections) connections=$2 ;;
    --bytes) bytes=$2 ;;
    --workers) workers=$2 ;;
    --transport) transport=$2 ;;
    --only) only=$2 ;;
    -h | --help) usage; exit 0 ;;
    *) echo "stalls.sh: unknown option $1" >&2; usage >&2; exit 2 ;;
  esac
  shift 2
done

script=stalls.sh
# shellcheck source-path=SCRIPTDIR source=compare/rig.sh
. "$(dirname "$0")/compare/rig.sh"
needs wrk nginx
IFS=, read -ra names <<<"$only"
declare -A process=([load]=rhumb [reload]=rhumb [token]=fresh) management=([rhumb]=18090 [fresh]=18091)
for name in "${names[@]}"; do
  [ -n "${process[$name]:-}" ] || { echo "$script: --only: $name (expected: of load,reload,token)" >&2; exit 2; }
done
body "$bytes" >"$dir/body.json"
export BODY_FILE=$dir/body.json
export RHUMB_JAVA_OPTS="${RHUMB_JAVA_OPTS:--Xmx256m} -Xlog:safepoint=info:file=$dir/safepoints.%p:tn:filecount=0"
build_jar
probe
metadata
regions --token "$token-2"

port[fresh]=18085
gateway rhumb "$transport" "${management[rhumb]}" stalls.yaml.template
credential=application-default gateway fresh "$transport" "${management[fresh]}" stalls.yaml.template
for name in rhumb fresh; do
  first $name "$BODY_FILE"
  warm "$name" "$warmup" "$connections"
done
if [ -z "$rate" ]; then
  read -r requests micros _ <<<"$(drive rhumb 5 "$connections")"
  rate=$((requests * 1000000 / micros / 3))
  echo "rhumb takes $((requests * 1000000 / micros)) requests/s" >&2
fi
open_loop "$connections" "rhumb=http://127.0.0.1:${port[rhumb]}/predict" "fresh=http://127.0.0.1:${port[fresh]}/predict"
for name in rhumb fresh; do offer $name 5 "$rate" 0 >/dev/null; done

cp "$dir/rhumb.yaml" "$dir/one.yaml"
sed 's/strategy: local-first/strategy: latency-weighted/; s/attempts: 3/attempts: 2/' "$dir/one.yaml" >"$dir/other.yaml"
keep_changing() {
  local next=other
  while :; do
    cp "$dir/$next.yaml" "$dir/next.yaml"
    mv "$dir/next.yaml" "$dir/rhumb.yaml"
    if [ $next = one ]; then next=other; else next=one; fi
    sleep 1
  done
}
changes() { # name: configurations taken over, or tokens fetched, so far
  curl -s "http://127.0.0.1:${management[$1]}/metrics" | awk '/^rhumb_config_adopted_total/ || /^rhumb_credential_refreshes_total.*application-default/ { s += $NF } END { print s + 0 }'
}

# Of each time that a loop was late between two instants: how late, and in how much of that the JVM had stopped it, it was on a core, it was asleep; in ms.
late() { # name begin end
  awk -v from="$2" -v to="$3" '
    FILENAME == ARGV[1] {
      if (!/ Total: /) next
      end = substr($1, 2) + 0; total = $0; sub(/.* Total: */, "", total)
      if (end >= from) { n++; stop[n] = end; start[n] = end - total }
      next
    }
    $1 == "probe" && $3 >= from && $3 <= to {
      stopped = 0
      for (i = 1; i <= n; i++) {
        a = start[i] > $3 ? start[i] : $3; b = stop[i] < $3 + $4 ? stop[i] : $3 + $4
        if (b > a) stopped += b - a
      }
      stack = ""; for (i = 7; i <= NF; i++) stack = stack " " $i
      asleep = $6 - stopped; own = $5 + (asleep > 0 ? asleep : 0)
      print $4 / 1e6, stopped / 1e6, $5 / 1e6, $6 / 1e6, own / 1e6, stack
    }' "$dir/safepoints.${pid[$1]}" "$dir/$1.log"
}

for round in $(seq "$rounds"); do
  for name in "${names[@]}"; do
    at=${process[$name]}
    before=$(changes "$at")
    changing=
    if [ "$name" = reload ]; then
      keep_changing &
      changing=$!
      started+=("$changing")
    fi
    line=$(offer "$at" "$seconds" "$rate" "$round")
    if [ -n "$changing" ]; then kill "$changing"; wait "$changing" || true; fi
    read -r requests errors _ p99 most _ _ begin end <<<"$line"
    sleep 0.1 # until the last lines are out
    late "$at" "$begin" "$end" >"$dir/late"
    changed=$(($(changes "$at") - before))
    awk -v n="$name" '{ $1 = n " " $1; print }' "$dir/late" >>"$dir/all"
    awk -v n="$name" -v q="$requests" -v e="$errors" -v p="$p99" -v m="$most" -v c=$changed 'BEGIN { print n, q, e, p, m, c }' >>"$dir/results"
    echo "round $round/$rounds $name: $requests requests, p99 $p99 µs, most $most µs, $errors errors, $changed changes; late $(awk '$5 > 5 { own++ } END { print NR ", of their own doing " own + 0 }' "$dir/late")" >&2
    awk '$5 > 5 { print "  late by " $1 " ms, stopped by the JVM for " $2 ", on a core for " $3 ", asleep for " $4 ":"; for (i = 6; i <= NF; i++) printf " %s", $i; print "" }' "$dir/late" >&2
  done
done

column() { awk -v n="$1" -v c="$2" '$1 == n { print $c }' "$dir/results"; }
total() { column "$1" "$2" | awk '{ s += $1 } END { print s + 0 }'; }
most() { awk -v n="$1" -v c="$2" '$1 == n && $c > m { m = $c } END { printf "%.1f", m }' "$dir/all"; } # of all that were late
printf '\n%s, %s cores, %s, %s; %s bytes, %s requests/s at random, %s connections, %s event loops, asked each ms, %s rounds of %s s\n\n' \
  "$(date -u +%Y-%m-%d)" "$(nproc)" "$("$java" -version 2>&1 | head -n 1)" "$transport" "$bytes" "$rate" "$connections" "$workers" "$rounds" "$seconds"
printf '| while | requests | p99 µs | changes | later than 5 ms | the most, ms | of it the JVM, at most | the loop itself, at most | times it was more than 5 ms | errors |\n|---|---|---|---|---|---|---|---|---|---|\n'
for name in "${names[@]}"; do
  printf '| %s | %s | %.0f | %s | %s | %s | %s | %s | %s | %s |\n' "$name" "$(total "$name" 2)" "$(column "$name" 4 | median)" "$(total "$name" 6)" \
    "$(awk -v n="$name" '$1 == n' "$dir/all" | wc -l)" "$(most "$name" 2)" "$(most "$name" 3)" "$(most "$name" 6)" \
    "$(awk -v n="$name" '$1 == n && $6 > 5' "$dir/all" | wc -l)" "$(total "$name" 3)"
done
