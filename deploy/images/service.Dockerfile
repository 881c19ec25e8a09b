# A service. The context is its unpacked jar, by layer (deploy/images/build makes it): what changes rarely comes first.
ARG BASE=eclipse-temurin:25-jre
FROM ${BASE}
ARG JAR
WORKDIR /app
COPY dependencies/ ./
COPY application/ ./
# The ahead-of-time cache: classes loaded and linked once, here, instead of at every start. The context is built and not
# started, so that no broker is needed. A cache that was made without an error can still crash the JVM that opens it (seen once,
# at every start of that image), so it is opened here, and made again up to twice.
RUN ["/bin/sh", "-c", "cache() { java -XX:+UseG1GC -XX:AOTCacheOutput=/app/app.aot -Dspring.context.exit=onRefresh --enable-native-access=ALL-UNNAMED -jar $JAR && java -XX:+UseG1GC -XX:AOTCache=/app/app.aot --enable-native-access=ALL-UNNAMED -cp $JAR -version; }; cache >/app/training.log 2>&1 || cache >/app/training.log 2>&1 || cache >/app/training.log 2>&1 || { cat /app/training.log; exit 1; }; rm -rf /app/training.log /tmp/* && mkdir -p /var/lib/handoff && chown 10001:10001 /var/lib/handoff"]
COPY service-health /usr/local/bin/service-health
ENV SERVER_ADDRESS=0.0.0.0 SERVER_PORT=8080 HANDOFF_STATE_DIR=/var/lib/handoff JAR=${JAR} MALLOC_ARENA_MAX=2 JAVA_OPTIONS=
USER 10001:10001
VOLUME /var/lib/handoff
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=4s --start-period=60s --retries=3 CMD ["/usr/local/bin/service-health"]
# Other instances reach this one by the name of its container. The shell replaces itself, so that java gets the stop signal.
ENTRYPOINT ["/bin/sh", "-c", "export HANDOFF_ADVERTISED_ADDRESS=${HANDOFF_ADVERTISED_ADDRESS:-$HOSTNAME:$SERVER_PORT}; exec java -XX:+UseG1GC -XX:AOTCache=/app/app.aot -XX:MaxRAMPercentage=45 -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData --enable-native-access=ALL-UNNAMED $JAVA_OPTIONS -jar $JAR"]
