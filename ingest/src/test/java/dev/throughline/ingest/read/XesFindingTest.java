package dev.throughline.ingest.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Oddities that lose nothing: each is told once, with its place, and the log is read. */
class XesFindingTest {
  private static final String EVENT =
      "<event><string key='concept:name' value='do'/>"
          + "<date key='time:timestamp' value='2026-03-04T05:06:07Z'/></event>";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<extension name='C' prefix='c'/> | MISSING_FIELD | extension | lacks its name, prefix or uri",
        "<extension name='C' prefix='c' uri='u' more='x'/> | UNKNOWN_ELEMENT | more | no attribute 'more' of <extension>",
        "<global scope='log'/> | BAD_VALUE | scope | must be 'trace' or 'event', was 'log'",
        "<global><int key='n' value='x'/></global> | BAD_VALUE | n | 'x' is not a value of type int",
        "<global><string/></global> | MISSING_FIELD | key | <string> has no key",
        "<global><box/></global> | UNKNOWN_ELEMENT | box | no <box> inside <global>",
        "<classifier name='A' keys=' '/> | MISSING_FIELD | classifier | lacks its name or keys",
        "<classifier keys='concept:name'/> | MISSING_FIELD | classifier | lacks its name or keys",
        "<classifier name='A' scope='x' keys='concept:name'/> | BAD_VALUE | scope | was 'x'",
        "<classifier name='A' keys='other'/> | UNRESOLVED_REFERENCE | other | not a global attribute",
        "<classifier name='A' keys=''/> | MISSING_FIELD | classifier | lacks its name or keys",
        "<box/> | UNKNOWN_ELEMENT | box | no <box> inside <log>",
        "text | UNKNOWN_ELEMENT | `` | no text between its elements",
        "<string key='a' value='1'/><string key='a' value='2'/> | BAD_VALUE | a | stands twice",
        "<string key='cost:total' value='1'/> | UNRESOLVED_REFERENCE | cost:total | declares the prefix 'cost'",
        "<int key='org:role' value='1'/> | BAD_VALUE | org:role | is a <int> here",
        "<trace a='1'><string key='concept:name' value='A'/></trace> | UNKNOWN_ELEMENT | a | no attribute 'a' of <trace>",
        "<trace><string key='concept:name' value='A'/><log/></trace> | UNKNOWN_ELEMENT | log | no <log> inside <trace>",
        "<trace><string key='concept:name' value=' '/></trace> | MISSING_FIELD | concept:name | it is called 'trace-1'",
      })
  void read_oddity_isOneFinding(String part, ErrorCode code, String field, String message)
      throws IOException {
    String header =
        "<extension name='Concept' prefix='concept' uri='c'/>"
            + "<extension name='Time' prefix='time' uri='t'/>"
            + "<extension name='Org' prefix='org' uri='o'/>";
    boolean global = part.startsWith("<extension");
    String concept = "<global><string key='concept:name' value='?'/></global>";
    ReadLog log =
        read("<log xes.version='1.0'>" + header + (global ? part + concept : concept + part), true);
    assertThat(log.findings).hasSize(1);
    Rejection finding = log.findings.get(0);
    assertThat(finding.code()).isEqualTo(code);
    assertThat(finding.location().field()).isEqualTo(field);
    assertThat(finding.location().line()).isEqualTo(1);
    assertThat(finding.message()).contains(message);
    assertThat(log.events).hasSize(1);
    assertThat(log.rejections).isEmpty();
  }

  @Test
  void read_missingVersion_isAFinding() throws IOException {
    ReadLog log = read("<log><string key='a' value='b'/>", false);
    assertThat(log.findings)
        .extracting(Rejection::message)
        .containsExactly("<log> does not say its xes.version");
  }

  @Test
  void read_nestingThatFeaturesDoNotSay_isAFinding() throws IOException {
    String nested = "<string key='a' value='b'><string key='c' value='d'/></string>";
    assertThat(read("<log xes.version='1.0'>" + nested, false).findings)
        .extracting(Rejection::message)
        .containsExactly(
            "attributes are nested, but xes.features does not say 'nested-attributes'");
    assertThat(
            read("<log xes.version='1.0' xes.features='nested-attributes'>" + nested, false)
                .findings)
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<classifier name='A' keys='a'/><global><string key='a' value='?'/></global>",
        "<global><string key='a' value='?'/></global><extension name='C' prefix='c' uri='u'/>",
        "<global/><string key='a' value='b'/><classifier name='A' keys='a'/><global><string key='a'"
            + " value='?'/></global>",
      })
  void read_headerOutOfOrder_isOneFindingAndNothingIsLost(String parts) throws IOException {
    ReadLog log = read("<log xes.version='1.0'>" + parts, false);
    assertThat(log.findings)
        .extracting(Rejection::message)
        .containsExactly(
            "the log's parts do not stand in the order extension, global, classifier, attribute");
    var header = log.headers.get(0);
    assertThat(header.extensions().size() + header.classifiers().size()).isEqualTo(1);
    assertThat(header.globals()).isNotEmpty();
  }

  @Test
  void read_traceBehindAnEventOfTheLog_isAFinding() throws IOException {
    ReadLog log = read("<log xes.version='1.0'>" + EVENT, true);
    assertThat(log.findings)
        .extracting(Rejection::message)
        .contains("<trace> stands behind an <event> of the log");
    assertThat(log.rows).extracting(row -> row.split("\\|")[1]).containsExactly("PO-1");
  }

  private ReadLog read(String start, boolean withEvent) throws IOException {
    String trace = "<trace><string key='concept:name' value='PO-1'/>" + EVENT + "</trace>";
    String xml = start + (withEvent ? trace : "") + "</log>";
    Path file = Files.write(folder.resolve("log.xes"), xml.getBytes(UTF_8));
    return ReadLog.of(new XesReader(), file, ReadOptions.defaults("erp"));
  }
}
