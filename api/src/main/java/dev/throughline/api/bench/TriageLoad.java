package dev.throughline.api.bench;

import dev.throughline.api.config.RunningService;
import dev.throughline.api.config.ServiceSettings;
import dev.throughline.api.config.ThroughlineService;
import dev.throughline.api.findings.FactJson;
import dev.throughline.api.grpc.GrpcServer;
import dev.throughline.api.grpc.v1.TriageRequest;
import dev.throughline.api.grpc.v1.TriageServiceGrpc;
import dev.throughline.api.security.Person;
import dev.throughline.api.security.UserAccounts;
import dev.throughline.api.store.Connections;
import dev.throughline.model.Finding;
import dev.throughline.model.Role;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Asks a whole service, started for this, for advice over gRPC, at a fixed rate. */
public final class TriageLoad {
  private static final int WARM_UP_SECONDS = 10;
  private static final String USER = "bench";
  private static final String INSERT =
      """
      WITH log AS (
        INSERT INTO log (name, header, imported_at) VALUES ('bench', '{}', now()) RETURNING id),
      found AS (
        INSERT INTO finding (log_id, process, type, case_id, state, exposure_minor, currency,
          owner_role, site, supplier, opened_at, facts, evidence)
        SELECT log.id, f.process, f.type, f.case_id, 'OPEN', f.exposure, f.currency, f.owner,
          nullif(f.site, ''), nullif(f.supplier, ''), f.opened_at, f.facts::jsonb,
          f.evidence::jsonb
        FROM log, unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[],
            $7::text[], $8::text[], $9::timestamptz[], $10::text[], $11::text[])
          AS f(process, type, case_id, exposure, currency, owner, site, supplier, opened_at, facts,
            evidence)
        RETURNING *)
      INSERT INTO finding_change
        (finding_id, version, at, state, exposure_minor, currency, opened_at, actor)
      SELECT id, version, opened_at, state, exposure_minor, currency, opened_at, 'bench' FROM found
      """;

  private final Path directory;
  private final int perSecond;
  private final int seconds;

  /**
   * @param directory an empty one for the service's data
   * @param seconds that are measured, after ten to warm up
   */
  public TriageLoad(Path directory, int perSecond, int seconds) {
    this.directory = directory;
    this.perSecond = perSecond;
    this.seconds = seconds;
  }

  /**
   * What came of it.
   *
   * @param stored rows of advice that the measured calls left in the database
   */
  public record Outcome(CallLoad.Figures figures, long stored) {}

  /**
   * Runs the load.
   *
   * @param count of findings that are asked about, one after the other, again and again
   */
  public Outcome run(long seed, int count) throws InterruptedException {
    List<Finding> findings = SampleFindings.of(seed, count);
    Map<String, String> settings =
        Map.of(
            "throughline.http.port", "0",
            "throughline.grpc.port", "0",
            "throughline.triage.automatic", "false",
            "throughline.data-directory", directory.toString());
    try (RunningService service = ThroughlineService.start(new ServiceSettings(settings))) {
      Connections connections = service.part(Connections.class);
      insert(connections, findings);
      String password = UUID.randomUUID().toString();
      service
          .part(UserAccounts.class)
          .add("admin", Person.of(USER, Role.ACCOUNTS_PAYABLE_ANALYST), password)
          .block();
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", service.part(GrpcServer.class).port())
              .usePlaintext()
              .build();
      try {
        return measure(stub(channel, password), connections, findings.size());
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private Outcome measure(
      TriageServiceGrpc.TriageServiceStub stub, Connections connections, int findings)
      throws InterruptedException {
    CallLoad.run(WARM_UP_SECONDS * perSecond, perSecond, call(stub, findings));
    long before = count(connections);
    CallLoad.Figures figures = CallLoad.run(seconds * perSecond, perSecond, call(stub, findings));
    return new Outcome(figures, count(connections) - before);
  }

  private static CallLoad.Call<dev.throughline.api.grpc.v1.Advice> call(
      TriageServiceGrpc.TriageServiceStub stub, int findings) {
    return (number, answer) ->
        stub.triage(TriageRequest.newBuilder().setFindingId(1 + number % findings).build(), answer);
  }

  private static TriageServiceGrpc.TriageServiceStub stub(ManagedChannel channel, String password) {
    Metadata metadata = new Metadata();
    byte[] credentials = (USER + ":" + password).getBytes(StandardCharsets.UTF_8);
    metadata.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
        "Basic " + Base64.getEncoder().encodeToString(credentials));
    return TriageServiceGrpc.newStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata));
  }

  /** Into an empty table, so that ids are 1 to n. */
  private static void insert(Connections connections, List<Finding> findings) {
    connections
        .inTransaction(
            connection ->
                Connections.update(
                    connection,
                    INSERT,
                    column(findings, Finding::process, String[]::new),
                    column(findings, f -> f.type().value(), String[]::new),
                    column(findings, f -> f.caseId().value(), String[]::new),
                    column(findings, f -> f.exposure().minorUnits(), Long[]::new),
                    column(findings, f -> f.exposure().currency().getCurrencyCode(), String[]::new),
                    column(findings, f -> f.owner().name(), String[]::new),
                    column(findings, f -> Objects.requireNonNullElse(f.site(), ""), String[]::new),
                    column(
                        findings, f -> Objects.requireNonNullElse(f.supplier(), ""), String[]::new),
                    column(findings, Finding::openedAt, Instant[]::new),
                    column(findings, f -> FactJson.write(f.facts()), String[]::new),
                    column(findings, f -> FactJson.writeEvidence(f.evidence()), String[]::new)))
        .then()
        .block();
  }

  private static <T> Object column(
      List<Finding> findings, Function<Finding, T> value, IntFunction<T[]> array) {
    return findings.stream().map(value).toArray(array);
  }

  private static long count(Connections connections) {
    return Objects.requireNonNull(
        connections
            .inTransaction(
                connection ->
                    Connections.query(
                        connection,
                        1,
                        row -> Objects.requireNonNull(row.get(0, Long.class)),
                        "SELECT count(*) FROM advice"))
            .blockLast());
  }
}
