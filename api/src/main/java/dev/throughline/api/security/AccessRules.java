package dev.throughline.api.security;

import static dev.throughline.model.Role.ACCOUNTS_PAYABLE_ANALYST;
import static dev.throughline.model.Role.ADMIN;
import static dev.throughline.model.Role.AUDITOR;
import static dev.throughline.model.Role.FINANCE_CONTROLLER;
import static dev.throughline.model.Role.INTEGRATION_OPERATOR;
import static dev.throughline.model.Role.LOSS_PREVENTION;
import static dev.throughline.model.Role.PROCUREMENT;
import static dev.throughline.model.Role.REGIONAL_MANAGER;
import static dev.throughline.model.Role.STORE_MANAGER;
import static dev.throughline.model.Role.WAREHOUSE_SUPERVISOR;

import dev.throughline.model.Role;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Which roles may send which request. The first rule that fits decides; what no rule fits is
 * denied. Whether somebody may decide on one finding is a further question, which {@code
 * api.approval} answers.
 */
public final class AccessRules {
  /** Everybody who has a role. */
  private static final Set<Role> READERS = Collections.unmodifiableSet(EnumSet.allOf(Role.class));

  /** Whoever proposes and decides. */
  private static final Set<Role> DECIDERS =
      roles(
          STORE_MANAGER,
          WAREHOUSE_SUPERVISOR,
          ACCOUNTS_PAYABLE_ANALYST,
          FINANCE_CONTROLLER,
          PROCUREMENT,
          LOSS_PREVENTION,
          REGIONAL_MANAGER);

  /** Whoever brings events in and replays them. */
  private static final Set<Role> FEEDERS = roles(INTEGRATION_OPERATOR, ADMIN);

  private static final Set<Role> DECIDERS_AND_PROGRAMS = with(DECIDERS, INTEGRATION_OPERATOR);
  private static final Set<Role> WATCHERS = roles(AUDITOR, INTEGRATION_OPERATOR, ADMIN);
  private static final Set<Role> AUDIT_READERS = roles(AUDITOR, FINANCE_CONTROLLER, ADMIN);
  private static final Set<Role> ADMINS = roles(ADMIN);
  private static final Set<Role> NOBODY = Set.of();

  private static final String READ = "GET HEAD";
  private static final String ANY = "GET HEAD POST PUT PATCH DELETE";

  private static final List<PathRule> REQUESTS =
      List.of(
          // The API: what is not listed here is denied.
          rule(ANY, "/api/v1/users/**", ADMINS),
          rule(READ, "/api/v1/audit/**", AUDIT_READERS),
          rule(ANY, "/api/v1/webhooks/**", FEEDERS),
          rule("POST", "/api/v1/logs/{log}/imports", FEEDERS),
          rule("DELETE", "/api/v1/imports/{id}", FEEDERS),
          rule("POST", "/api/v1/events/**", FEEDERS),
          rule("POST", "/api/v1/quarantine/**", FEEDERS),
          rule("POST", "/api/v1/findings/{id}/triage", DECIDERS_AND_PROGRAMS),
          rule("POST", "/api/v1/findings/{id}/proposals", DECIDERS),
          rule("POST", "/api/v1/findings/{id}/approval", DECIDERS),
          rule("POST", "/api/v1/findings/{id}/rejection", DECIDERS),
          rule("POST", "/api/v1/findings/{id}/reason", DECIDERS),
          rule("POST", "/api/v1/findings/{id}/completion", DECIDERS_AND_PROGRAMS),
          rule(READ, "/api/v1/openapi.json", READERS),
          rule(READ, "/api/v1/logs/**", READERS),
          rule(READ, "/api/v1/imports/**", READERS),
          rule(READ, "/api/v1/events/**", READERS),
          rule(READ, "/api/v1/quarantine/**", READERS),
          rule(READ, "/api/v1/schemas/**", READERS),
          rule(READ, "/api/v1/cases/**", READERS),
          rule(READ, "/api/v1/orphans/**", READERS),
          rule(READ, "/api/v1/findings/**", READERS),
          rule(READ, "/api/v1/kpis/**", READERS),
          rule(READ, "/api/v1/ageing/**", READERS),
          rule(READ, "/api/v1/processes/**", READERS),
          rule(READ, "/api/v1/models/**", READERS),
          rule(READ, "/api/v1/reports/**", READERS),
          rule(ANY, "/api/**", NOBODY),
          rule(READ, "/actuator/**", WATCHERS),
          rule(ANY, "/actuator/**", NOBODY),
          // Pages: all that only show something are for whoever has a role.
          rule("POST", "/uploads/**", FEEDERS),
          rule("POST", "/imports/**", FEEDERS),
          rule("POST", "/quarantine/**", FEEDERS),
          rule("POST", "/exceptions/**", DECIDERS_AND_PROGRAMS),
          rule("POST", "/users/**", ADMINS),
          rule(READ, "/users/**", ADMINS),
          rule(READ, "/audit/**", AUDIT_READERS),
          rule(READ, "/**", READERS));

  private static final List<CallRule> CALLS =
      List.of(
          new CallRule("throughline.v1.IngestService/", FEEDERS),
          new CallRule("throughline.v1.TriageService/Get", READERS),
          new CallRule("throughline.v1.TriageService/List", READERS),
          new CallRule("throughline.v1.TriageService/", DECIDERS_AND_PROGRAMS),
          new CallRule("throughline.v1.DecisionService/Get", READERS),
          new CallRule("throughline.v1.DecisionService/List", READERS),
          new CallRule("throughline.v1.DecisionService/Complete", DECIDERS_AND_PROGRAMS),
          new CallRule("throughline.v1.DecisionService/", DECIDERS),
          new CallRule("throughline.v1.InsightService/Get", READERS),
          new CallRule("throughline.v1.InsightService/List", READERS),
          new CallRule("grpc.reflection.", ADMINS));

  /** The roles of which a caller of the request needs one; empty when nobody may send it. */
  public static Set<Role> ofRequest(String method, String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return REQUESTS.stream()
        .filter(rule -> rule.fits(method, parsed))
        .findFirst()
        .map(PathRule::roles)
        .orElse(NOBODY);
  }

  /**
   * The roles of which a caller of the gRPC method needs one; empty when nobody may call it.
   *
   * @param fullMethod service and method, such as {@code throughline.v1.IngestService/Send}
   */
  public static Set<Role> ofCall(String fullMethod) {
    return CALLS.stream()
        .filter(rule -> fullMethod.startsWith(rule.start()))
        .findFirst()
        .map(CallRule::roles)
        .orElse(NOBODY);
  }

  /** Roles that propose and decide; the other three read, operate or configure. */
  public static Set<Role> deciders() {
    return DECIDERS;
  }

  private record PathRule(List<String> methods, PathPattern path, Set<Role> roles) {
    boolean fits(String method, PathContainer requested) {
      return methods.contains(method) && path.matches(requested);
    }
  }

  private record CallRule(String start, Set<Role> roles) {}

  private static PathRule rule(String methods, String path, Set<Role> roles) {
    return new PathRule(
        List.of(methods.split(" ")), PathPatternParser.defaultInstance.parse(path), roles);
  }

  private static Set<Role> roles(Role first, Role... others) {
    return Collections.unmodifiableSet(EnumSet.of(first, others));
  }

  private static Set<Role> with(Set<Role> some, Role another) {
    EnumSet<Role> all = EnumSet.copyOf(some);
    all.add(another);
    return Collections.unmodifiableSet(all);
  }

  private AccessRules() {}
}
