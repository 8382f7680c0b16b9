#!/usr/bin/env bash
# From exec to the first predict answered: the image's own files, with the cache of its start and without, and a bare Vert.x server, in turns.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: JAVA_HOME=… bench/startup.sh [--rounds N]

Assembles what the image runs with a JDK 25 or newer, as deploy/image/assemble.sh does in the Dockerfile. Starts the demo's stand-ins. Then, in
each round, starts the same gateway over them twice: trained, from the cache, and plain, without it; and a bare server on Vert.x from the same
jar, trained in the same way (startup/Hello.java), which says what of it the platform takes on this machine today. What is timed begins before
the process is made and ends with the last byte of the answer to the first predict, for which the gateway has fetched a token and shaken hands
over TLS; the regions' own service time (8 ms in the median, and 1 ms of distance) is in it. Beside it, the CPU time of the process until then,
which other work on the machine disturbs less.

  --rounds N   alternating rounds, after one that does not count (default 7)
TEXT
}

rounds=7
while [ $# -gt 0 ]; do
  case $1 in
    --rounds) rounds=$2 ;;
    -h | --help) usage; exit 0 ;;
    *) echo "startup.sh: unknown option $1" >&2; usage >&2; exit 2 ;;
  esac
  shift 2
done

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/.." && pwd)
java=${JAVA_HOME:?JAVA_HOME: not set (expected: a JDK, 25 or newer)}/bin/java
dir=$(mktemp -d)
demo=
cleanup() {
  if [ -n "$demo" ]; then kill "$demo" 2>/dev/null || true; wait "$demo" 2>/dev/null || true; fi
  rm -rf "$dir"
}
trap cleanup EXIT

"$root/rhumb" --version >/dev/null # builds the jar if need be
"$root/deploy/image/assemble.sh" "$root/gateway/target/rhumb.jar" "$dir/rhumb" >&2
. "$here/startup/demo.sh"

run="$dir/rhumb/java/bin/java @$dir/rhumb/java.options"
export MALLOC_ARENA_MAX=2

"$JAVA_HOME/bin/javac" -cp "$dir/rhumb/rhumb.jar" -d "$dir/hello" "$here/startup/Hello.java"
"$JAVA_HOME/bin/jar" --create --file "$dir/hello.jar" -C "$dir/hello" .
hello="-cp $dir/rhumb/rhumb.jar:$dir/hello.jar Hello"
"$java" "$here/startup/Startup.java" "$config" 0 "training=$run -XX:AOTCacheOutput=$dir/hello.aot -Xlog:aot=error $hello" >/dev/null
echo "load average: $(cut -d' ' -f1-3 /proc/loadavg); cores: $(nproc)" >&2
"$java" "$here/startup/Startup.java" "$config" "$rounds" \
  "plain=$run -XX:AOTMode=off -jar $dir/rhumb/rhumb.jar" \
  "trained=$run -XX:AOTMode=on -XX:AOTCache=$dir/rhumb/rhumb.aot -jar $dir/rhumb/rhumb.jar" \
  "a bare Vert.x server, trained=$run -XX:AOTMode=on -XX:AOTCache=$dir/hello.aot $hello"
