#!/bin/sh
# Assembles what the image runs: a runtime of those of the JDK's modules that are needed, the jar, and a cache of its start.
#
# usage: assemble.sh JAR FOLDER     with a JDK 25 or newer in JAVA_HOME; FOLDER is made, and cannot be moved or touched afterwards: the
# cache goes by path, size and time of what it was made of.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
jar=$1 out=$2
jdk=${JAVA_HOME:?JAVA_HOME: not set (expected: a JDK, 25 or newer)}

# As jdeps --print-module-deps names them, less those that nothing here runs: java.desktop (beans in YAML), java.sql (a binder of
# Micrometer, a type of Gson), java.net.http (another binder), java.compiler (verticles in source), java.security.jgss (Kerberos) and
# jdk.httpserver (revocation lists in tests). More than jdeps sees: jdk.naming.dns for a host without /etc/resolv.conf, jdk.jfr for
# recordings. The JDK's TLS with elliptic curves is in java.base.
modules=java.base,java.logging,java.management,java.naming,java.xml,jdk.jfr,jdk.management,jdk.naming.dns,jdk.unsupported

mkdir -p "$out"
"$jdk/bin/jlink" --add-modules "$modules" --no-header-files --no-man-pages --output "$out/java"
cp "$jar" "$out/rhumb.jar"
cp "$here/java.options" "$out/java.options"
# Layers of an image have times in whole seconds, some rounded: with a fraction, half of all images would refuse their cache.
touch -d "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$out/rhumb.jar" "$out/java/lib/modules"

# Where the runtime looks first. Netty would write them to /tmp at every start, and there may be none that can be written to.
case $(uname -m) in
  aarch64 | arm64) processor=aarch_64 ;;
  *) processor=x86_64 ;;
esac
for native in transport_native_epoll transport_native_io_uring42 tcnative_linux; do
  file=libnetty_${native}_$processor.so
  (cd "$out/java/lib" && "$jdk/bin/jar" --extract --file "$out/rhumb.jar" "META-INF/native/$file" && mv "META-INF/native/$file" .)
done
rm -r "$out/java/lib/META-INF"

"$jdk/bin/java" "$here/Train.java" "$out"
chmod -R a+rX "$out"
