#!/usr/bin/env bash
# What a request waits for the gateway itself: an open loop at a third of what the gateway can take, beside the same load without a proxy.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: bench/latency.sh [--rounds N] [--seconds N] [--warmup N] [--rate N] [--connections N] [--bytes N] [--workers N] [--only NAMES]

Starts two Vertex stand-ins, the gateway over epoll and over io_uring, and HAProxy, all doing the same job (see compare.sh). One client, which stays
(compare/OpenLoop.java), asks each in turn, and the stand-in directly, over the TLS that the proxies have to it: at a fixed rate, at random instants that are the
same for all in a round, with latency counted from the instant at which a request was due. Prints the medians over the rounds of p50 and p99, and of
what each had more than the direct way in the same round.

  --rounds N       alternating rounds (default 7)
  --seconds N      measured seconds for each way and round (default 8)
  --warmup N       seconds of full load before the first round, for each proxy (default 20: the JVM compiles)
  --rate N         requests a second (default: a third of what wrk gets out of the first of NAMES)
  --connections N  client connections (default 32)
  --bytes N        size of request and answer (default 1024)
  --workers N      threads of each proxy (default: one for each core)
  --only NAMES     comma-separated, of rhumb,uring,bare,nginx,haproxy (default: rhumb,uring,haproxy); uring is the gateway over io_uring

The client and the stand-in share the cores with the proxy: what they take at that rate is taken on both ways. But the client's own TLS, the JDK's, is
in the direct way only.

Needs: apt-get install nginx-light haproxy wrk
TEXT
}

rounds=7 seconds=8 warmup=20 rate='' connections=32 bytes=1024 workers=$(nproc) only=rhumb,uring,haproxy
while [ $# -gt 0 ]; do
  case $1 in
    --rounds) rounds=$2 ;;
    --seconds) seconds=$2 ;;
    --warmup) warmup=$2 ;;
    --rate) rate=$2 ;;
    --connections) connections=$2 ;;
    --bytes) bytes=$2 ;;
    --workers) workers=$2 ;;
    --only) only=$2 ;;
    -h | --help) usage; exit 0 ;;
    *) echo "latency.sh: unknown option $1" >&2; usage >&2; exit 2 ;;
  esac
  shift 2
done

script=latency.sh
# shellcheck source-path=SCRIPTDIR source=compare/rig.sh
. "$(dirname "$0")/compare/rig.sh"
needs wrk nginx haproxy
IFS=, read -ra names <<<"$only"
for name in "${names[@]}"; do
  case $name in
    rhumb | uring | bare | nginx | haproxy) ;;
    *) echo "$script: --only: $name (expected: of rhumb,uring,bare,nginx,haproxy)" >&2; exit 2 ;;
  esac
done
body "$bytes" >"$dir/body.json"
export BODY_FILE=$dir/body.json
build_jar
# shellcheck disable=SC2119 # as they are
regions

for name in "${names[@]}"; do
  case $name in
    rhumb) gateway rhumb '' 18090 ;;
    uring) gateway uring io_uring 18091 ;;
    bare) bare ;;
    nginx) nginx_proxy ;;
    haproxy) haproxy_proxy ;;
  esac
  first "$name" "$BODY_FILE"
  case $name in nginx | haproxy) warm "$name" 5 "$connections" ;; *) warm "$name" "$warmup" "$connections" ;; esac
done

if [ -z "$rate" ]; then
  read -r requests micros _ <<<"$(drive "${names[0]}" "$seconds" "$connections")"
  rate=$((requests * 1000000 / micros / 3))
  echo "${names[0]} takes $((requests * 1000000 / micros)) requests/s" >&2
fi
urls=("direct=https://$server_name:$primary_port$path")
for name in "${names[@]}"; do urls+=("$name=http://127.0.0.1:${port[$name]}/predict"); done
open_loop "$connections" "${urls[@]}"
for name in direct "${names[@]}"; do
  echo "warming the client with $name" >&2
  offer "$name" "$seconds" "$rate" 0 >/dev/null
done

for round in $(seq "$rounds"); do
  for name in direct "${names[@]}"; do
    line=$(offer "$name" "$seconds" "$rate" "$round")
    read -r requests errors p50 p99 most late50 late99 _ <<<"$line"
    [ "$name" = direct ] && direct50=$p50 direct99=$p99
    awk -v n="$name" -v line="$line" -v a="$direct50" -v b="$direct99" \
      'BEGIN { split(line, l, " "); print n, l[2], l[3], l[4], l[3] - a, l[4] - b, l[6], l[7] }' >>"$dir/results"
    echo "round $round/$rounds $name: $requests requests, p50 $p50 µs, p99 $p99 µs, most $most µs, sent late by $late50 and $late99 µs, $errors errors" >&2
  done
done

column() { awk -v n="$1" -v c="$2" '$1 == n { print $c }' "$dir/results"; }
middle() { column "$1" "$2" | median; }
range() { column "$1" "$2" | sort -n | awk '{ v[NR] = $1 } END { printf "%.0f to %.0f", v[1], v[NR] }'; }
printf '\n%s, %s cores, %s; %s bytes, %s requests/s at random, %s connections, %s threads each, median of %s rounds of %s s\n\n' \
  "$(date -u +%Y-%m-%d)" "$(nproc)" "$("$java" -version 2>&1 | head -n 1)" "$bytes" "$rate" "$connections" "$workers" "$rounds" "$seconds"
printf '| way | p50 µs | p99 µs | added to p50 | over the rounds | added to p99 | over the rounds | sent late, p50 and p99 | errors |\n|---|---|---|---|---|---|---|---|---|\n'
for name in direct "${names[@]}"; do
  added='- | - | - | -'
  if [ "$name" != direct ]; then
    added=$(printf '%.0f | %s | %.0f | %s' "$(middle "$name" 5)" "$(range "$name" 5)" "$(middle "$name" 6)" "$(range "$name" 6)")
  fi
  printf '| %s | %.0f | %.0f | %s | %.0f, %.0f | %s |\n' "$name" "$(middle "$name" 3)" "$(middle "$name" 4)" "$added" \
    "$(middle "$name" 7)" "$(middle "$name" 8)" "$(column "$name" 2 | awk '{ s += $1 } END { print s }')"
done
