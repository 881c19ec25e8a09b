# The command deploy/handoff with its samples, for jobs beside the services: topics, settings, demo.
ARG BASE=eclipse-temurin:25-jre
FROM ${BASE}
WORKDIR /opt/handoff/deploy
COPY lib/ target/lib/
COPY app/ target/
COPY samples/ samples/
USER 10001:10001
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m", "--enable-native-access=ALL-UNNAMED", "-XX:-UsePerfData", "-Dhandoff.home=/opt/handoff", "-cp", "/opt/handoff/deploy/target/deploy-0.1.0.jar", "io.handoff.deploy.Handoff"]
CMD ["--help"]
