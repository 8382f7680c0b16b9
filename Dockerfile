# The gateway's image: built from the sources, run on a JDK 25 runtime as a user without rights.
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
RUN mvn -B -q -Dmaven.test.skip=true -pl gateway -am package

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --no-create-home rhumb
COPY --from=build /src/gateway/target/rhumb.jar /opt/rhumb/rhumb.jar
USER 10001
EXPOSE 8080
# Heap and direct memory together are three quarters of a container of 512 MiB; the rest is for code, threads and TLS.
ENTRYPOINT ["java", \
  "--sun-misc-unsafe-memory-access=allow", \
  "-XX:MaxRAMPercentage=50", \
  "-XX:MaxDirectMemorySize=128m", \
  "-XX:+ExitOnOutOfMemoryError", \
  "-jar", "/opt/rhumb/rhumb.jar"]
CMD ["gateway"]
