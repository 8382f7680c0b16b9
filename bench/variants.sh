#!/usr/bin/env bash
# What a request costs the gateway by how it is configured, beside the least that a forwarder can do: CPU, allocation, and what a second event loop brings.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: bench/variants.sh [--rounds N] [--seconds N] [--warmup N] [--connections N] [--bytes N] [--rate N] [--transport NAME] [--share N]
                         [--http2] [--only NAMES]

Starts two Vertex stand-ins and drives with wrk, in turns:

  local-first  a gateway with two event loops
  again        the same once more: what this machine takes for a difference where there is none
  hedged       the same process, by a model whose strategy is hedged, around local-first
  bare         a bare Vert.x forwarder with two event loops (compare/BareForwarder.java)
  one          another gateway, with one event loop, held to a share of a core
  two          another gateway, with two event loops, held to twice that

Prints the median over the rounds of requests a second, CPU microseconds and bytes allocated per request, the ratio of CPU to the first row of
NAMES (of two: to one) in the same round, the difference of bytes to bare, and how many requests were hedged. Of one and two it prints how much more
two loops answered: where wrk and the stand-ins share the cores with the gateway, a loop that is left alone takes all that they leave, and a second brings
nothing; held to their shares, loops that do not hold each other up answer twice as much, as long as the rest of the machine suffices for wrk and the
stand-ins. Where this user may make no cgroup, nothing is held, and only CPU can be compared.

  --rounds N        alternating rounds (default 7)
  --seconds N       measured seconds for each row and round (default 8)
  --warmup N        seconds of load before the first round, for each row (default 30: the JVM compiles)
  --connections N   client connections (default 32)
  --bytes N         size of request and answer (default 1024)
  --rate N          requests a second at random instants (compare/OpenLoop.java), instead of as many as there can be; not for one and two
  --transport NAME  of the gateways and the forwarder: epoll or io_uring (default: epoll)
  --share N         percent of a core that one may use (default 50)
  --http2           the gateways ask the stand-ins over HTTP/2
  --only NAMES      comma-separated, of the rows above (default: all)

The JVMs have the serial collector and fixed sizes of their heaps, so that its log tells what was allocated.

Needs: apt-get install wrk
TEXT
}

rounds=7 seconds=8 warmup=30 connections=32 bytes=1024 rate='' transport=epoll share=50 over=false only=local-first,again,hedged,bare,one,two
while [ $# -gt 0 ]; do
  case $1 in
    --rounds) rounds=$2 ;;
    --seconds) seconds=$2 ;;
    --warmup) warmup=$2 ;;
    --connections) connections=$2 ;;
    --bytes) bytes=$2 ;;
    --rate) rate=$2 ;;
    --transport) transport=$2 ;;
    --share) share=$2 ;;
    --http2) over=true; shift; continue ;;
    --only) only=$2 ;;
    -h | --help) usage; exit 0 ;;
    *) echo "variants.sh: unknown option $1" >&2; usage >&2; exit 2 ;;
  esac
  shift 2
done

script=variants.sh workers=2
# shellcheck source-path=SCRIPTDIR source=compare/rig.sh
. "$(dirname "$0")/compare/rig.sh"
needs wrk
http2=$over
IFS=, read -ra names <<<"$only"
for name in "${names[@]}"; do
  case $name in
    local-first | again | hedged | bare) ;;
    one | two) [ -z "$rate" ] || { echo "$script: --only: $name (expected: not with --rate)" >&2; exit 2; } ;;
    *) echo "$script: --only: $name (expected: of local-first,again,hedged,bare,one,two)" >&2; exit 2 ;;
  esac
done
body "$bytes" >"$dir/body.json"
export BODY_FILE=$dir/body.json RHUMB_TRANSPORT=$transport RHUMB_JAVA_OPTS="-Xms320m -Xmx320m -Xmn192m $collector"
build_jar
# shellcheck disable=SC2119 # as they are
regions

port[one]=18085 port[two]=18086
template=variants.yaml.template
declare -A process route=([again]=/predict/local-first [hedged]=/predict/hedged) management=([rhumb]=18090 [one]=18091 [two]=18092)
for name in "${names[@]}"; do
  case $name in
    local-first | again | hedged)
      process[$name]=rhumb
      [ -n "${pid[rhumb]:-}" ] || gateway rhumb "$transport" "${management[rhumb]}" $template
      ;;
    bare) process[$name]=bare && bare ;;
    one) process[$name]=one && workers=1 gateway one "$transport" "${management[one]}" $template ;;
    two) process[$name]=two && gateway two "$transport" "${management[two]}" $template ;;
  esac
done

hedges() { # name: of the process, so far
  [ -n "${management[${process[$1]}]:-}" ] || { echo 0; return; }
  curl -s "http://127.0.0.1:${management[${process[$1]}]}/metrics" | awk '/^rhumb_hedges_total/ { s += $NF } END { print s + 0 }'
}
for name in "${names[@]}"; do
  first "${process[$name]}" "$BODY_FILE" "${route[$name]:-/predict}"
  warm "${process[$name]}" "$warmup" "$connections" "${route[$name]:-/predict}"
done
held=yes
if [ -n "${process[one]:-}" ]; then limit one "$share" || held=no; fi
if [ -n "${process[two]:-}" ]; then limit two $((2 * share)) || held=no; fi

if [ -n "$rate" ]; then
  urls=()
  for name in "${names[@]}"; do urls+=("$name=http://127.0.0.1:${port[${process[$name]}]}${route[$name]:-/predict}"); done
  open_loop "$connections" "${urls[@]}"
  for name in "${names[@]}"; do offer "$name" "$seconds" "$rate" 0 >/dev/null; done
fi

load() { # name -> requests, microseconds, p50, p99, errors
  local requests errors p50 p99
  if [ -z "$rate" ]; then
    drive "${process[$1]}" "$seconds" "$connections" "${route[$1]:-/predict}"
  else
    read -r requests errors p50 p99 _ <<<"$(offer "$1" "$seconds" "$rate" "$round")"
    echo "$requests $((seconds * 1000000)) $p50 $p99 $errors"
  fi
}

for round in $(seq "$rounds"); do
  for name in "${names[@]}"; do
    at=${process[$name]}
    cpu=$(cpu_micros "$at") memory=$(allocated "$at") hedged=$(hedges "$name")
    read -r requests micros p50 p99 errors <<<"$(load "$name")"
    cpu=$(($(cpu_micros "$at") - cpu)) memory=$(($(allocated "$at") - memory)) hedged=$(($(hedges "$name") - hedged))
    awk -v r="$round" -v n="$name" -v q="$requests" -v u="$micros" -v c=$cpu -v m=$memory -v h=$hedged -v e="$errors" \
      'BEGIN { print r, n, q * 1e6 / u, c / q, m / q, h / q * 100, e }' >>"$dir/results"
    echo "round $round/$rounds $name: $((requests * 1000000 / micros)) requests/s, $((cpu / requests)) µs CPU, $((memory / requests)) bytes, $hedged hedges, p50 $p50 and p99 $p99 µs, $errors errors" >&2
  done
done

column() { awk -v n="$1" -v c="$2" '$2 == n { print $c }' "$dir/results"; }
# Median, least and most over the rounds of what one row has by another.
ratio() { # name base column
  awk -v n="$1" -v b="$2" -v c="$3" '$2 == n { x[$1] = $c } $2 == b { y[$1] = $c } END { for (r in x) if (r in y) print x[r] / y[r] }' "$dir/results" | sort -n |
    awk '{ v[NR] = $1 } END { if (!NR) print "-"; else printf "%.3f (%.3f to %.3f)\n", (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2, v[1], v[NR] }'
}
printf '\n%s, %s cores, %s, %s; %s bytes, %s connections, %s, median of %s rounds of %s s\n\n' \
  "$(date -u +%Y-%m-%d)" "$(nproc)" "$("$java" -version 2>&1 | head -n 1)" "$transport" "$bytes" "$connections" "${rate:-as many as can be} requests/s" "$rounds" "$seconds"
printf '| | requests/s | CPU µs/request | by the first (least to most) | bytes allocated/request | beyond bare | hedged, %% | errors |\n|---|---|---|---|---|---|---|---|\n'
for name in "${names[@]}"; do
  base=${names[0]}
  [ "$name" = two ] && base=one
  memory=$(column "$name" 5 | median) beyond=-
  [ -n "${process[bare]:-}" ] && beyond=$(awk -v m="$memory" -v b="$(column bare 5 | median)" 'BEGIN { printf "%.0f", m - b }')
  printf '| %s | %.0f | %.1f | %s | %.0f | %s | %.2f | %s |\n' "$name" "$(column "$name" 3 | median)" "$(column "$name" 4 | median)" \
    "$(ratio "$name" "$base" 4)" "$memory" "$beyond" "$(column "$name" 6 | median)" "$(column "$name" 7 | awk '{ s += $1 } END { print s }')"
done
if [ -n "${process[one]:-}" ] && [ -n "${process[two]:-}" ]; then
  printf '\nTwo loops answered %s times what one did' "$(ratio two one 3)"
  [ $held = yes ] && printf ', held to %s and %s %% of a core.\n' $((2 * share)) "$share"
  [ $held = no ] && printf '; held to nothing, since no cgroup could be made.\n'
fi
