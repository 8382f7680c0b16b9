# The gateway's image: built from the sources, with a JDK 25 runtime of only what it needs and a cache of its start. Runs as a user
# without rights, on a file system that may be read-only, without a shell. See deploy/image/README.md.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY .mvn .mvn
COPY pom.xml ./
COPY strategies strategies
COPY gateway gateway
COPY conf conf
# The benchmarks are no part of the image; Maven only wants the modules that the parent names to be there.
COPY bench/pom.xml bench/pom.xml
COPY deploy/rehearsal/pom.xml deploy/rehearsal/pom.xml
RUN mvn -B -q -Dmaven.test.skip=true -pl gateway -am verify
COPY deploy/image deploy/image
# At the path where it will run, on the kind of processor: the cache holds for both.
RUN deploy/image/assemble.sh gateway/target/rhumb.jar /opt/rhumb \
  && cp gateway/target/rhumb.cdx.json gateway/target/THIRD-PARTY.txt /opt/rhumb/

FROM debian:trixie-slim
COPY --from=build /opt/rhumb /opt/rhumb
# What malloc holds for its threads: each further arena would keep what it once had.
ENV MALLOC_ARENA_MAX=2
# The configuration is mounted here; an image derived from this one copies strategy jars to plugins/.
WORKDIR /etc/rhumb
USER 10001:10001
EXPOSE 8080
ENTRYPOINT ["/opt/rhumb/java/bin/java", "@/opt/rhumb/java.options", "-XX:AOTCache=/opt/rhumb/rhumb.aot", "-jar", "/opt/rhumb/rhumb.jar"]
CMD ["gateway"]
