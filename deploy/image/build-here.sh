#!/usr/bin/env bash
# Builds the image where there is no container engine, from bases made here, and checks what was built. Needs root.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: JAVA_HOME=… deploy/image/build-here.sh [--debootstrap MIRROR] [--keep FOLDER]

Makes the two bases of the Dockerfile under their own names: debian:trixie-slim with debootstrap, maven:3.9-eclipse-temurin-25 of that, the JDK 25 in
JAVA_HOME and a Maven 3.9. Builds the Dockerfile with buildah, its steps in a chroot, with this machine's network and Maven's folder. Runs the image with
crun: the root file system read-only, every folder of programs empty, as user 10001 without any capability, 512 MiB in a memory cgroup where there can be
one. Over the demo's stand-ins it must accept its cache, use a native transport, answer a predict and end with 0 on SIGTERM. All of it takes a few minutes.

  --debootstrap MIRROR  where the packages come from (default: debootstrap's own)
  --keep FOLDER         work there, and leave the bases for the next time

Needs: apt-get install buildah crun debootstrap curl maven
TEXT
}

mirror= keep=
while [ $# -gt 0 ]; do
  case $1 in
    --debootstrap) mirror=$2 ;;
    --keep) keep=$2 ;;
    -h | --help) usage; exit 0 ;;
    *) echo "build-here.sh: unknown option $1" >&2; usage >&2; exit 2 ;;
  esac
  shift 2
done
for tool in buildah crun debootstrap curl mvn unshare; do
  command -v $tool >/dev/null || { echo "build-here.sh: $tool: not found (expected: apt-get install buildah crun debootstrap curl maven)" >&2; exit 2; }
done
[ "$(id -u)" = 0 ] || { echo "build-here.sh: user $(id -u) (expected: 0)" >&2; exit 2; }
: "${JAVA_HOME:?JAVA_HOME: not set (expected: a JDK, 25 or newer)}"

root=$(cd "$(dirname "$0")/../.." && pwd)
work=${keep:-$(mktemp -d)}
mkdir -p "$work"
id=rhumb-here-$$
container= demo=
cleanup() {
  for p in $container $demo; do kill "$p" 2>/dev/null || true; wait "$p" 2>/dev/null || true; done
  buildah --root "$work/storage" --runroot "$work/run" --storage-driver vfs rm --all >/dev/null 2>&1 || true
  if [ -z "$keep" ]; then rm -rf "$work"; else rm -rf "$work/check"; fi
}
trap cleanup EXIT
image() { timeout 900 buildah --root "$work/storage" --runroot "$work/run" --storage-driver vfs "$@"; }
say() { echo "== $*" >&2; }

if ! image inspect --type image debian:trixie-slim >/dev/null 2>&1; then
  say "debian:trixie-slim, of packages"
  # shellcheck disable=SC2086 # none or one
  timeout 600 debootstrap --variant=minbase trixie "$work/trixie" $mirror >"$work/debootstrap.log" 2>&1 || { tail "$work/debootstrap.log" >&2; exit 1; }
  base=$(image from scratch)
  image copy -q "$base" "$work/trixie" / >/dev/null
  image commit -q "$base" debian:trixie-slim >/dev/null
  say "maven:3.9-eclipse-temurin-25, of it, $JAVA_HOME and a Maven 3.9"
  timeout 300 mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.7.0:copy -DoutputDirectory="$work" \
    -Dartifact=org.apache.maven:apache-maven:3.9.11:tar.gz:bin >"$work/maven.log" 2>&1 || { tail "$work/maven.log" >&2; exit 1; }
  rm -rf "$work/maven" "$work/jdk"
  mkdir "$work/maven"
  tar -xzf "$work"/apache-maven-3.9.11-bin.tar.gz -C "$work/maven" --strip-components 1
  # The JDK of a distribution may link to authorities that it keeps elsewhere.
  cp -rL "$JAVA_HOME" "$work/jdk"
  image copy -q "$base" "$work/jdk" /opt/java/openjdk >/dev/null
  image copy -q "$base" "$work/maven" /usr/share/maven >/dev/null
  image config --env JAVA_HOME=/opt/java/openjdk \
    --env PATH=/opt/java/openjdk/bin:/usr/share/maven/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$base"
  image commit -q "$base" maven:3.9-eclipse-temurin-25 >/dev/null
  image rm "$base" >/dev/null
  rm -rf "$work/trixie" "$work/maven" "$work/jdk"
fi

say "the image, of the Dockerfile"
image build --isolation chroot --network host --pull-never -v "$HOME/.m2:/root/.m2" -t rhumb:here "$root" >"$work/build.log" 2>&1 \
  || { tail -n 40 "$work/build.log" >&2; exit 1; }
built=$(image from rhumb:here)
tree=$(image mount "$built")
say "built: $(du -sm "$tree" | cut -f1) MiB, $(du -sm "$tree/opt/rhumb" | cut -f1) of them in /opt/rhumb"

check=$work/check
rm -rf "$check"
mkdir -p "$check/bundle" "$check/etc" "$check/demo"
"$tree/opt/rhumb/java/bin/java" "-Djava.io.tmpdir=$check/demo" -jar "$tree/opt/rhumb/rhumb.jar" demo --port 0 --management-port 0 >"$check/demo.log" 2>&1 &
demo=$!
for _ in $(seq 300); do grep -q 'Ctrl-C ends it' "$check/demo.log" && break; sleep 0.1; done
cp "$check"/demo/rhumb-demo-*/* "$check/etc"
sed -i "s|$check/demo/rhumb-demo-[0-9]*|/etc/rhumb|" "$check/etc/gateway.yaml"
chmod -R a+rX "$check/etc"

# As the Dockerfile says, with two options more: the JVM must take the cache, and the port is a free one.
entrypoint=$(image inspect --format '{{range .OCIv1.Config.Entrypoint}}"{{.}}",{{end}}' "$built" | sed 's|"-jar"|"-XX:AOTMode=on","-jar"|')
environment=$(image inspect --format '{{range $i, $e := .OCIv1.Config.Env}}{{if $i}},{{end}}"{{$e}}"{{end}}' "$built")
user=$(image inspect --format '{{.OCIv1.Config.User}}' "$built")
directory=$(image inspect --format '{{.OCIv1.Config.WorkingDir}}' "$built")
empty='"type":"tmpfs","source":"tmpfs","options":["ro"]'
cat >"$check/bundle/config.json" <<JSON
{"ociVersion": "1.0.2", "root": {"path": "$tree", "readonly": true}, "hostname": "rhumb",
 "process": {"user": {"uid": ${user%:*}, "gid": ${user#*:}}, "cwd": "$directory", "env": [$environment], "capabilities": {}, "noNewPrivileges": true,
  "args": [$entrypoint "gateway", "--config", "gateway.yaml", "--port", "18301", "--management-port", "18302"]},
 "mounts": [{"destination": "/proc", "type": "proc", "source": "proc"},
  {"destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "mode=755"]},
  {"destination": "/sys/fs/cgroup", "type": "bind", "source": "/sys/fs/cgroup", "options": ["rbind", "ro"]},
  {"destination": "/usr/bin", $empty}, {"destination": "/usr/sbin", $empty},
  {"destination": "/etc/rhumb", "type": "bind", "source": "$check/etc", "options": ["bind", "ro"]}],
 "linux": {"cgroupsPath": "/$id", "resources": {"memory": {"limit": 536870912}},
  "namespaces": [{"type": "pid"}, {"type": "mount"}, {"type": "ipc"}, {"type": "uts"}]}}
JSON
say "a container, read-only, as $user, without a program but the JVM"
# crun wants cgroups of one version; where both are mounted, it gets those that can limit memory.
unshare -m sh -c 'umount /sys/fs/cgroup/unified 2>/dev/null; exec crun --cgroup-manager=cgroupfs --root "$1" run -b "$2" "$3"' \
  sh "$check/crun" "$check/bundle" "$id" >"$check/container.log" 2>&1 &
container=$!
for _ in $(seq 300); do grep -q 'predict on' "$check/container.log" && break; kill -0 $container 2>/dev/null || break; sleep 0.1; done
body='{"instances":[[1.0],[2.0],[3.0]]}'
code=$(curl -s -m 10 -o "$check/answer.json" -w '%{http_code}' -X POST -H 'content-type: application/json' -d "$body" http://127.0.0.1:18301/predict) || true
process=$(pgrep -n -x -f '/opt/rhumb/java/bin/java .* --port 18301 .*' || true)
if [ "$code" != 200 ] || [ -z "$process" ] || ! grep -qE 'transport: (io_uring|epoll); TLS: boringssl' "$check/container.log"; then
  echo "build-here.sh: the first predict: $code (expected: 200, over io_uring or epoll, and TLS by boringssl)" >&2
  cat "$check/container.log" >&2
  exit 1
fi
limit=$(cat "/sys/fs/cgroup/memory/$id/memory.limit_in_bytes" "/sys/fs/cgroup/$id/memory.max" 2>/dev/null || true)
say "answered: $code; $(awk '/^VmHWM/ { print int($2 / 1024) " MiB resident" } /^Uid|^CapEff|^NoNewPrivs/ { print $1, $2 }' "/proc/$process/status" | paste -sd, ); limit: ${limit:-none}"
kill -TERM "$process"
ended=0
wait $container || ended=$?
container=
[ $ended = 0 ] || { echo "build-here.sh: ended with $ended after SIGTERM (expected: 0)" >&2; cat "$check/container.log" >&2; exit 1; }
say "ended with 0"
