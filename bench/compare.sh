#!/usr/bin/env bash
# Drives the gateway, nginx and HAProxy in turn with the same load over the same upstream, and prints one table.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: bench/compare.sh [--rounds N] [--seconds N] [--warmup N] [--connections N] [--bytes N] [--workers N] [--only NAMES]

Starts two Vertex stand-ins, the gateway over epoll and over io_uring, nginx and HAProxy, all doing the same job (path, Host and Authorization rewritten,
verified TLS upstream, keep-alive, retry on 503), and a bare Vert.x forwarder, which does not retry. Drives each in turn with wrk. Prints the median over the rounds of requests a
second, p50, p99 and CPU microseconds per request of the proxy alone, its peak resident memory, and the ratio of its CPU to HAProxy's.

  --rounds N       alternating rounds (default 5)
  --seconds N      measured seconds for each proxy and round (default 8)
  --warmup N       seconds of load before the first round, for each proxy in Java or Python (default 60: the JVM compiles)
  --connections N  client connections (default 32)
  --bytes N        size of request and answer (default 1024)
  --workers N      threads of each proxy (default: one for each core)
  --only NAMES     comma-separated, of rhumb,uring,bare,nginx,haproxy (default: these) and jdk,spring,reference,kept; uring is the gateway
                   over io_uring, jdk the same with RHUMB_TLS=jdk, spring is Spring Cloud Gateway, reference is the Flask
                   service that the gateway grew from, which makes a token and a connection for each attempt and does not verify, and kept is
                   the same with tokens and connections kept, and verifying

Needs: apt-get install nginx-light haproxy wrk
       for spring: Maven, which fetches it
       for reference and kept: apt-get install gunicorn python3-flask python3-requests python3-google-auth
TEXT
}

rounds=5 seconds=8 warmup=60 connections=32 bytes=1024 workers=$(nproc) only=rhumb,uring,bare,nginx,haproxy
while [ $# -gt 0 ]; do
  case $1 in
    --rounds) rounds=$2 ;;
    --seconds) seconds=$2 ;;
    --warmup) warmup=$2 ;;
    --connections) connections=$2 ;;
    --bytes) bytes=$2 ;;
    --workers) workers=$2 ;;
    --only) only=$2 ;;
    -h | --help) usage; exit 0 ;;
    *) echo "compare.sh: unknown option $1" >&2; usage >&2; exit 2 ;;
  esac
  shift 2
done

script=compare.sh
. "$(dirname "$0")/compare/rig.sh"
needs wrk nginx haproxy
body "$bytes" >"$dir/body.json"
export BODY_FILE=$dir/body.json
build_jar
regions

names=()
wanted() { case ",$only," in *",$1,"*) names+=("$1") ;; *) return 1 ;; esac; }
if wanted rhumb; then gateway rhumb '' 18090; fi
if wanted uring; then gateway uring io_uring 18091; fi
if wanted jdk; then RHUMB_TLS=jdk gateway jdk io_uring 18092; fi
if wanted bare; then bare; fi
if wanted nginx; then nginx_proxy; fi
if wanted haproxy; then haproxy_proxy; fi
if wanted spring; then spring_proxy; fi
if wanted reference; then reference_proxy reference; fi
if wanted kept; then reference_proxy kept; fi

for name in "${names[@]}"; do
  first "$name" "$BODY_FILE"
  case $name in nginx | haproxy) warm "$name" 5 "$connections" ;; *) warm "$name" "$warmup" "$connections" ;; esac
done
for round in $(seq "$rounds"); do
  for name in "${names[@]}"; do
    before=$(cpu_micros "$name")
    read -r requests micros p50 p99 errors <<<"$(drive "$name" "$seconds" "$connections")"
    cpu=$(($(cpu_micros "$name") - before))
    echo "$name $requests $micros $p50 $p99 $errors $cpu" >>"$dir/results"
    echo "round $round/$rounds $name: $((requests * 1000000 / micros)) requests/s, $((requests ? cpu / requests : 0)) µs CPU, $errors errors" >&2
  done
done

column() { awk -v n="$1" "\$1 == n { print $2 }" "$dir/results" | median; }
base=0
[ -n "${pid[haproxy]:-}" ] && base=$(column haproxy '$7 / $2')
printf '\n%s, %s cores, %s; %s bytes, %s connections, %s threads each, median of %s rounds of %s s\n\n' \
  "$(date -u +%Y-%m-%d)" "$(nproc)" "$("$java" -version 2>&1 | head -n 1)" "$bytes" "$connections" "$workers" "$rounds" "$seconds"
printf '| proxy | requests/s | p50 µs | p99 µs | CPU µs/request | × HAProxy | peak MiB | errors |\n|---|---|---|---|---|---|---|---|\n'
for name in "${names[@]}"; do
  cpu=$(column "$name" '$7 / $2')
  printf '| %s | %.0f | %.0f | %.0f | %.1f | %s | %s | %s |\n' "$name" "$(column "$name" '$2 * 1000000 / $3')" \
    "$(column "$name" '$4')" "$(column "$name" '$5')" "$cpu" \
    "$(awk -v c="$cpu" -v b="$base" 'BEGIN { if (b > 0) printf "%.2f", c / b; else printf "-" }')" \
    "$(peak "$name")" "$(awk -v n="$name" '$1 == n { s += $6 } END { print s + 0 }' "$dir/results")"
done
