#!/usr/bin/env bash
# What thousands of requests that wait for a slow target take of the gateway's memory, and of those for a fast one.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: bench/waiting.sh [--rounds N] [--seconds N] [--warmup N] [--waiting N] [--wait N] [--sending N] [--rate N] [--bytes N] [--workers N]
                        [--only NAMES]

Starts a Vertex stand-in that answers at once, one that takes its time, and a gateway with a model for each, whose bounds let all of the requests in
(compare/waiting.yaml.template). In each round the fast model is asked alone, in an open loop; then as many requests as said are sent to the slow one (`rhumb
load`), and while they all wait, the fast one is asked again. Prints what each of those that wait takes, beside a gateway that has been asked but holds nothing:

  heap      what lives in the heap after a full collection, divided by them
  outside   the rest of its resident memory, likewise: buffers of sockets and TLS. The heap is resident from the start, so only the rest grows;
            in the first round, since what is freed is kept for the next

and the fast model's latency and CPU with and without them. A request that waits over HTTP/1.1 has a connection of its client, and where the target is
asked over HTTP/1.1 one of its target too, with its TLS; all of that is in the figures.

  --rounds N      (default 5)
  --seconds N     measured seconds of the fast model, with and without (default 4)
  --warmup N      seconds of full load of the fast model before (default 20: the JVM compiles)
  --waiting N     requests that wait (default 5000)
  --wait N        seconds that the slow target takes; more than --sending and --seconds together (default 10)
  --sending N     seconds in which they are sent (default 2)
  --rate N        requests a second for the fast model (default 500)
  --bytes N       size of request and answer (default 1024)
  --workers N     event loops (default: one for each core)
  --only NAMES    comma-separated: what clients speak, and targets (default: h1-h2,h2-h2). With h1-h1 there are as many handshakes as requests, which
                  take two cores a while: --sending 20 --wait 60

Needs: apt-get install wrk; a limit of open files (ulimit -Hn) of twice --waiting and some more
TEXT
}

rounds=5 seconds=4 warmup=20 waiting=5000 wait=10 sending=2 rate=500 bytes=1024 workers=$(nproc) only=h1-h2,h2-h2
while [ $# -gt 0 ]; do
  case $1 in
    --rounds) rounds=$2 ;;
    --seconds) seconds=$2 ;;
    --warmup) warmup=$2 ;;
    --waiting) waiting=$2 ;;
    --wait) wait=$2 ;;
    --sending) sending=$2 ;;
    --rate) rate=$2 ;;
    --bytes) bytes=$2 ;;
    --workers) workers=$2 ;;
    --only) only=$2 ;;
    -h | --help) usage; exit 0 ;;
    *) echo "waiting.sh: unknown option $1" >&2; usage >&2; exit 2 ;;
  esac
  shift 2
done

script=waiting.sh
# shellcheck source-path=SCRIPTDIR source=compare/rig.sh
. "$(dirname "$0")/compare/rig.sh"
needs wrk
IFS=, read -ra names <<<"$only"
for name in "${names[@]}"; do
  case $name in
    h1-h1 | h1-h2 | h2-h1 | h2-h2) ;;
    *) echo "$script: --only: $name (expected: of h1-h1,h1-h2,h2-h1,h2-h2)" >&2; exit 2 ;;
  esac
done
files=$(ulimit -Hn)
if [ "$files" != unlimited ] && [ "$files" -lt $((2 * waiting + 1000)) ]; then
  echo "$script: open files: $files (expected: at least $((2 * waiting + 1000)); ulimit -Hn, or a smaller --waiting)" >&2
  exit 2
fi
body "$bytes" >"$dir/body.json"
export BODY_FILE=$dir/body.json
export RHUMB_JAVA_OPTS='-XX:+UseSerialGC -Xms512m -Xmx512m -Xmn128m -XX:+AlwaysPreTouch'
build_jar
stub primary $primary_port
service=${wait}s stub slow $slow_port --sigma 0
cat "$dir/primary.pem" "$dir/slow.pem" >"$dir/ca.pem"

touch "$dir/results"
column() { awk -v n="$1" -v c="$2" '$1 == n { print $c }' "$dir/results"; }
middle() { column "$1" "$2" | median; }
in_flight() { curl -s http://127.0.0.1:18090/metrics | awk '/^rhumb_requests_in_flight / { printf "%d\n", $2 }'; }
live() { # file: bytes after a full collection, and by class in the file
  jcmd rhumb GC.class_histogram >"$1"
  awk '/^Total/ { print $3 }' "$1"
}
grown() { # file file requests: the classes that have most more bytes in the second, in bytes per request
  awk 'NR == FNR { if (/^ *[0-9]+:/) before[$4] = $3; next } /^ *[0-9]+:/ { print $3 - before[$4], $4 }' "$1" "$2" | sort -rn |
    awk -v n="$3" 'NR <= 12 { printf "%s%s %.0f", (NR > 1) ? ", " : "", $2, $1 / n } END { print "" }'
}
resident() { awk '/^VmRSS/ { print $2 * 1024 }' "/proc/${pid[rhumb]}/status"; }
fast() { # seed -> p50, p99, CPU µs per request, errors
  local cpu line requests errors p50 p99
  cpu=$(cpu_micros rhumb)
  line=$(offer fast "$seconds" "$rate" "$1")
  cpu=$(($(cpu_micros rhumb) - cpu))
  read -r requests errors p50 p99 _ <<<"$line"
  awk -v p="$p50" -v q="$p99" -v c=$cpu -v n="$requests" -v e="$errors" 'BEGIN { print p, q, c / n, e }'
}
send_slow() { # name: in the background
  local options=()
  # A hundred streams a connection, and some room.
  [ "${1%-*}" = h2 ] && options=(--http2 --connections $((waiting / 50 + 1)))
  start waiters "$java" -XX:+UseSerialGC -Xmx1g -jar "$jar" load --rate $((waiting / sending)) --duration "${sending}s" --warm-up 0s --max-in-flight "$waiting" \
    --timeout "$((wait + 60))s" --body "$BODY_FILE" "${options[@]}" "http://127.0.0.1:${port[rhumb]}/predict/slow"
}

for name in "${names[@]}"; do
  http2=false
  [ "${name#*-}" = h2 ] && http2=true
  gateway rhumb '' 18090 waiting.yaml.template
  first rhumb "$BODY_FILE"
  warm rhumb "$warmup" 32
  [ -n "${pid[client]:-}" ] || open_loop 32 "fast=http://127.0.0.1:${port[rhumb]}/predict/fast"
  offer fast "$seconds" "$rate" 0 >/dev/null
  heap=$(live "$dir/$name.before") memory=$(resident)
  for round in $(seq "$rounds"); do
    without=$(fast "$round")
    send_slow "$name"
    begun=$SECONDS
    until [ "$(in_flight)" -ge "$waiting" ] || [ $((SECONDS - begun)) -ge "$wait" ]; do sleep 0.1; done
    with=$(fast "$round")
    wait_heap=$(live "$dir/$name.with") wait_memory=$(resident) held=$(in_flight)
    failed=0
    wait "${pid[waiters]}" || { failed=1; tail -n 20 "$dir/waiters.log" >&2; }
    if [ "$held" -lt "$waiting" ]; then
      echo "$name: round $round/$rounds does not count: $held requests were waiting at its end (expected: $waiting; try a longer --wait)" >&2
      continue
    fi
    awk -v n="$name" -v a="$without" -v b="$with" -v h="$heap" -v m="$memory" -v wh="$wait_heap" -v wm="$wait_memory" -v k="$held" -v f=$failed 'BEGIN {
      split(a, x, " "); split(b, y, " "); heap = (wh - h) / k / 1024; outside = (wm - m) / k / 1024
      print n, k, h / 1048576, wh / 1048576, heap, outside, x[1], y[1], y[1] - x[1], x[2], y[2], y[2] - x[2], x[3], y[3], y[3] / x[3], x[4] + y[4] + f }' >>"$dir/results"
    echo "$name: round $round/$rounds: $held waiting, $((wait_heap - heap)) bytes of heap and $((wait_memory - memory)) outside; fast (p50, p99, CPU, errors) $without, with them $with" >&2
  done
  grown "$dir/$name.before" "$dir/$name.with" "$waiting" >"$dir/$name.grown"
  after=$(live "$dir/$name.after")
  echo "$name: $((after - heap)) bytes more of live heap at the end than at the begin" >&2
  kill "${pid[rhumb]}"
  wait "${pid[rhumb]}" || true
done

printf '\n%s, %s cores, %s; %s bytes, a target that takes %s s, %s requests/s at random beside, %s event loops, median of %s rounds of %s s; memory outside of the heap: the most\n\n' \
  "$(date -u +%Y-%m-%d)" "$(nproc)" "$("$java" -version 2>&1 | head -n 1)" "$bytes" "$wait" "$rate" "$workers" "$rounds" "$seconds"
printf '| clients-targets | waiting | live heap MiB | with them | heap each, KiB | outside each, KiB | fast p50 µs | with them | difference | fast p99 µs | with them | difference | CPU µs/request | with them | ratio | errors |\n'
printf '|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n'
for name in "${names[@]}"; do
  [ -n "$(column "$name" 1)" ] || { echo "| $name | no round counts |"; continue; }
  printf '| %s | %.0f | %.1f | %.1f | %.2f | %.2f | %.0f | %.0f | %.0f | %.0f | %.0f | %.0f | %.1f | %.1f | %.2f | %s |\n' "$name" \
    "$(middle "$name" 2)" "$(middle "$name" 3)" "$(middle "$name" 4)" "$(middle "$name" 5)" "$(column "$name" 6 | sort -n | tail -n 1)" \
    "$(middle "$name" 7)" "$(middle "$name" 8)" "$(middle "$name" 9)" "$(middle "$name" 10)" "$(middle "$name" 11)" "$(middle "$name" 12)" \
    "$(middle "$name" 13)" "$(middle "$name" 14)" "$(middle "$name" 15)" "$(column "$name" 16 | awk '{ s += $1 } END { print s }')"
done
printf '\nOf the heap, bytes for each by class:\n\n'
for name in "${names[@]}"; do echo "- $name: $(cat "$dir/$name.grown")"; done
