package dev.throughline.api.security;

import static dev.throughline.model.Role.ADMIN;
import static dev.throughline.model.Role.AUDITOR;
import static dev.throughline.model.Role.FINANCE_CONTROLLER;
import static dev.throughline.model.Role.INTEGRATION_OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.model.Role;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {
  private static final Set<Role> ALL = EnumSet.allOf(Role.class);
  private static final Set<Role> DECIDERS =
      EnumSet.complementOf(EnumSet.of(ADMIN, AUDITOR, INTEGRATION_OPERATOR));

  @ParameterizedTest
  @CsvSource({
    "GET, /",
    "GET, /logs/a%2Fb/variants",
    "GET, /findings/12",
    "HEAD, /api/v1/logs",
    "GET, /api/v1/logs/a%2Fb/graph",
    "GET, /api/v1/findings/7/proposals",
    "GET, /api/v1/openapi.json"
  })
  void ofRequest_reading_isForEveryRole(String method, String path) {
    assertThat(AccessRules.ofRequest(method, path)).isEqualTo(ALL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"proposals", "approval", "rejection", "reason"})
  void ofRequest_deciding_isForDecidersOnly(String what) {
    assertThat(AccessRules.ofRequest("POST", "/api/v1/findings/7/" + what)).isEqualTo(DECIDERS);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1/logs/x/imports",
    "DELETE, /api/v1/imports/7",
    "POST, /api/v1/events",
    "POST, /uploads/7/import"
  })
  void ofRequest_bringingEventsIn_isForOperatorsAndAdmins(String method, String path) {
    assertThat(AccessRules.ofRequest(method, path))
        .isEqualTo(EnumSet.of(INTEGRATION_OPERATOR, ADMIN));
  }

  @Test
  void ofRequest_usersAndAudit_areForFew() {
    assertThat(AccessRules.ofRequest("GET", "/api/v1/users")).isEqualTo(EnumSet.of(ADMIN));
    assertThat(AccessRules.ofRequest("POST", "/api/v1/users")).isEqualTo(EnumSet.of(ADMIN));
    assertThat(AccessRules.ofRequest("GET", "/api/v1/audit/entries"))
        .isEqualTo(EnumSet.of(ADMIN, AUDITOR, FINANCE_CONTROLLER));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/nothing",
    "POST, /api/v1/findings/7",
    "PUT, /api/v1/findings/7/approval",
    "DELETE, /api/v1/logs/x",
    "POST, /actuator/shutdown",
    "TRACE, /api/v1/logs",
    "POST, /",
    "POST, /nothing"
  })
  void ofRequest_notListed_isForNobody(String method, String path) {
    assertThat(AccessRules.ofRequest(method, path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "throughline.v1.IngestServiceX/Send",
        "throughline.v1.Other/Get",
        "throughline.v2.IngestService/Send",
        ""
      })
  void ofCall_notListed_isForNobody(String method) {
    assertThat(AccessRules.ofCall(method)).isEmpty();
  }

  @Test
  void ofCall_services_areForTheirRoles() {
    assertThat(AccessRules.ofCall("throughline.v1.IngestService/Send"))
        .isEqualTo(EnumSet.of(INTEGRATION_OPERATOR, ADMIN));
    assertThat(AccessRules.ofCall("throughline.v1.DecisionService/Approve")).isEqualTo(DECIDERS);
    assertThat(AccessRules.ofCall("throughline.v1.TriageService/GetAdvice")).isEqualTo(ALL);
  }
}
