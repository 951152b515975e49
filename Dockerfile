# One file for every service:
#   docker build --build-arg SERVICE=training-service -t bekal/training-service .
# The jar must have been built (./mvnw -DskipTests package); nothing is fetched here.
ARG BASE_IMAGE=eclipse-temurin:25-jre

FROM ${BASE_IMAGE} AS layers
ARG SERVICE
WORKDIR /build
COPY ${SERVICE}/target/${SERVICE}.jar application.jar
RUN ["java", "-Djarmode=tools", "-jar", "application.jar", "extract", "--layers", "--destination", "/layers"]

FROM ${BASE_IMAGE}
WORKDIR /opt/bekal
# what changes least comes first
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/spring-boot-loader/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./
# a number, so that Kubernetes can see that it is not root
USER 10001:10001
ENV SERVER_PORT=8080 \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError -Xss512k --enable-native-access=ALL-UNNAMED"
EXPOSE 8080
# bash speaks HTTP in 5 ms; a JVM for each probe would take half a second of a core
HEALTHCHECK --interval=5s --timeout=3s --start-period=90s --retries=12 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$SERVER_PORT && printf 'GET /actuator/health/readiness HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r -u 3 _ status _ && [ \"$status\" = 200 ]"]
ENTRYPOINT ["java", "-jar", "application.jar"]
