package dev.throughline.api.config;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;

/** What the OpenAPI document says beyond what the controllers' signatures say. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
  private static final String MAP = "parameters";

  private static final Map<String, String> FILTER =
      new TreeMap<>(
          Map.of(
              "from", "Cases whose first event is at or after this date or instant (UTC)",
              "to", "Cases whose first event is before this date or instant (UTC)",
              "leadingType", "The object type whose objects are the cases",
              "handoffs", "Between what handoffs are counted: system, role or resource",
              "attribute.NAME", "Cases with this value of the case attribute NAME; repeatable"));

  private static final Map<String, String> PICTURE =
      new TreeMap<>(
          Map.of(
              "activities", "The share of activities shown, 0..100; automatic when not given",
              "paths", "The share of paths shown, 0..100; automatic when not given",
              "view", "frequency or performance",
              "time", "For performance: mean, median, sum or max"));

  private static final Map<String, String> MAPPING =
      new TreeMap<>(
          Map.of(
              "file", "The file's name",
              "case", "The column of the case",
              "activity", "The column of the activity",
              "timestamp", "The column of the timestamp",
              "format", "How timestamps are written: iso or a pattern such as dd/MM/yyyy HH:mm",
              "zone", "The time zone of timestamps without offset, such as Europe/Amsterdam",
              "case-attributes", "Columns that describe the case, separated by commas"));

  private static final Map<String, String> FINDINGS =
      new TreeMap<>(
          Map.of(
              "state", "open, triaged, proposed, …; repeatable. All that are open when not given",
              "type", "Such as quantity-short; repeatable",
              "owner", "The role that is asked first, such as procurement; mine for one's own",
              "site", "The site's name",
              "supplier", "The supplier's name",
              "text", "Part of the case's id, the site's or the supplier's name",
              "order", "exposure (the most money first) or age (the oldest first)"));

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Throughline")
                .version("v1")
                .description(
                    "Stored event logs, their imports and what was mined from them. Errors are"
                        + " application/problem+json (RFC 9457); all times are UTC."))
        .servers(List.of(new Server().url("/")))
        .schemaRequirement(
            "basic", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"))
        .schemaRequirement(
            "token",
            new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT"))
        .security(
            List.of(
                new SecurityRequirement().addList("basic"),
                new SecurityRequirement().addList("token")));
  }

  @Bean
  OperationCustomizer namedParameters() {
    return (operation, method) -> {
      List<Parameter> parameters = operation.getParameters();
      if (parameters != null && parameters.removeIf(p -> p.getName().equals(MAP))) {
        List<Parameter> named = new ArrayList<>(parameters);
        named.addAll(named(method.getMethod().getName()));
        operation.setParameters(named);
      }
      if (Arrays.asList(method.getMethod().getParameterTypes()).contains(HttpHeaders.class)) {
        withCallHeaders(operation);
      }
      return withProblem(operation);
    };
  }

  /** Whoever decides says what they saw, and names the call. */
  private static void withCallHeaders(Operation operation) {
    List<Parameter> named = new ArrayList<>(operation.getParameters());
    named.removeIf(parameter -> parameter.getName().equals("headers"));
    named.add(header("If-Match", "The exception's tag: its version in quotes"));
    named.add(header("Idempotency-Key", "The caller's name of this call, new for each new call"));
    operation.setParameters(named);
  }

  private static Parameter header(String name, String description) {
    return new Parameter()
        .in("header")
        .name(name)
        .required(true)
        .description(description)
        .schema(new StringSchema());
  }

  private static Operation withProblem(Operation operation) {
    operation
        .getResponses()
        .addApiResponse(
            "default",
            new ApiResponse().description("A problem (RFC 9457), application/problem+json"));
    return operation;
  }

  private static List<Parameter> named(String operation) {
    List<Parameter> named = new ArrayList<>();
    switch (operation) {
      case "map" -> {
        add(named, FILTER);
        add(named, PICTURE);
      }
      case "graph", "durations", "rework", "handoffs", "histogram" -> add(named, FILTER);
      case "variants" -> {
        add(named, FILTER);
        addPaging(named);
      }
      case "findings" -> {
        add(named, FINDINGS);
        addPaging(named);
      }
      case "importBytes", "importForm" -> add(named, MAPPING);
      default -> addPaging(named);
    }
    return named;
  }

  private static void add(List<Parameter> named, Map<String, String> descriptions) {
    descriptions.forEach(
        (name, description) ->
            named.add(
                new Parameter()
                    .in("query")
                    .name(name)
                    .description(description)
                    .schema(new StringSchema())));
  }

  private static void addPaging(List<Parameter> named) {
    named.add(
        new Parameter()
            .in("query")
            .name("pageSize")
            .description("Rows per page: 50 unless given, at most 1000")
            .schema(new IntegerSchema()));
    add(named, Map.of("pageToken", "What the page before said comes next"));
  }
}
