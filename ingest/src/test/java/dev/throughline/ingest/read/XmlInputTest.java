package dev.throughline.ingest.read;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class XmlInputTest {
  private static final ReadLimits LIMITS = ReadLimits.DEFAULT;

  @TempDir Path folder;

  @Test
  void next_elementsAndText_comeInOrderWithLines() throws IOException {
    Path file = file("<a>\n  <!-- remark -->\n  <b key='1'>text</b>\n</a>", UTF_8);
    assertThat(events(file))
        .containsExactly("start a 1", "start b 3", "text text 3", "end b 3", "end a 4", "end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16BE", "windows-1252", "ISO-8859-1"})
  void next_declaredEncoding_isRead(String encoding) throws IOException {
    String xml = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?><a key=\"Prüfung\"/>";
    assertThat(firstKey(file(xml, Charset.forName(encoding)))).isEqualTo("Prüfung");
  }

  @Test
  void next_byteOrderMark_isNotContent() throws IOException {
    assertThat(firstKey(file("\uFEFF<a key='Prüfung'/>", UTF_8))).isEqualTo("Prüfung");
    assertThat(firstKey(file("\uFEFF<a key='Prüfung'/>", UTF_16LE))).isEqualTo("Prüfung");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE log><log/>",
        "<!DOCTYPE log SYSTEM 'file:///etc/hostname'><log/>",
        "<!DOCTYPE log PUBLIC '-//x' 'file:///etc/hostname'><log/>",
        "<!DOCTYPE log [<!ENTITY a 'b'>]><log>&a;</log>",
        "<!DOCTYPE log [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><log>&a;</log>",
        "<!DOCTYPE log [<!ENTITY % p SYSTEM 'file:///etc/hostname'> %p;]><log/>",
        "<!DOCTYPE log [<!ATTLIST log k CDATA 'default'>]><log/>",
        "<!DOCTYPE log [ unfinished",
      })
  void next_doctype_isForbidden(String xml) throws IOException {
    refused(file(xml, UTF_8), ErrorCode.FORBIDDEN_CONSTRUCT, "a DOCTYPE is never read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE log SYSTEM 'http://127.0.0.1:%d/x.dtd'><log/>",
        "<!DOCTYPE log [<!ENTITY a SYSTEM 'http://127.0.0.1:%d/x'>]><log k='&a;'>&a;</log>",
        "<!DOCTYPE log [<!ENTITY %% p SYSTEM 'http://127.0.0.1:%d/x'> %%p;]><log/>",
        "<log xmlns='http://127.0.0.1:%1$d/ns' xmlns:xi='http://www.w3.org/2001/XInclude'>"
            + "<xi:include href='http://127.0.0.1:%1$d/x'/></log>",
        "<?xml-stylesheet href='http://127.0.0.1:%d/x'?><log/>",
      })
  void next_addressInTheFile_isNeverFetched(String pattern) throws IOException {
    try (ServerSocket canary = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Path file = file(pattern.formatted(canary.getLocalPort()), UTF_8);
      try {
        events(file);
      } catch (ThroughlineException expected) {
        assertThat(expected.code()).isEqualTo(ErrorCode.FORBIDDEN_CONSTRUCT);
      }
      canary.setSoTimeout(50);
      assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(canary::accept);
    }
  }

  @Test
  void next_billionLaughs_isRefusedAtOnce() throws IOException {
    StringBuilder xml = new StringBuilder("<!DOCTYPE lolz [<!ENTITY lol0 'lol'>");
    for (int i = 1; i < 10; i++) {
      xml.append("<!ENTITY lol%d '%s'>".formatted(i, ("&lol" + (i - 1) + ";").repeat(10)));
    }
    refusedCheaply(file(xml + "]><log>&lol9;</log>", UTF_8), ErrorCode.FORBIDDEN_CONSTRUCT);
  }

  @Test
  void next_quadraticBlowUp_isRefusedAtOnce() throws IOException {
    String xml = "<!DOCTYPE log [<!ENTITY a '%s'>]><log>%s</log>";
    Path file = file(xml.formatted("x".repeat(90_000), "&a;".repeat(2_000)), UTF_8);
    refusedCheaply(file, ErrorCode.FORBIDDEN_CONSTRUCT);
  }

  @Test
  void next_undeclaredEntity_isRefused() throws IOException {
    refused(file("<log>&other;</log>", UTF_8), ErrorCode.FORBIDDEN_CONSTRUCT, "other");
    refused(file("<log k='&other;'/>", UTF_8), ErrorCode.FORBIDDEN_CONSTRUCT, "other");
  }

  @Test
  void next_attributeOf200Megabytes_isRefusedAtOnce() throws IOException {
    Path file = folder.resolve("huge.xml");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("<log><string key='");
      for (int i = 0; i < 200; i++) {
        out.write("x".repeat(1 << 20));
      }
      out.write("'/></log>");
    }
    refusedCheaply(file, ErrorCode.FIELD_TOO_LONG);
  }

  @Test
  void next_textLongerThanTheLimit_isRefused() throws IOException {
    Path file = file("<log>" + "x".repeat(4 << 20) + "</log>", UTF_8);
    refusedCheaply(file, ErrorCode.FIELD_TOO_LONG);
  }

  @Test
  void next_attributeAtTheLimit_isRead() throws IOException {
    String value = "x".repeat(LIMITS.maxFieldChars() - 1);
    assertThat(firstKey(file("<log key='" + value + "'/>", UTF_8))).isEqualTo(value);
  }

  @Test
  void next_deeperThan100_isRefused() throws IOException {
    assertThat(events(file("<a>".repeat(99) + "</a>".repeat(99), UTF_8))).hasSize(199);
    refused(file("<a>".repeat(101) + "</a>".repeat(101), UTF_8), ErrorCode.TOO_DEEP, "limit (100)");
    refusedCheaply(file("<a>".repeat(1_000_000), UTF_8), ErrorCode.TOO_DEEP);
  }

  @Test
  void next_moreThan200Attributes_isRefused() throws IOException {
    assertThat(events(file("<a " + attributes(200) + "/>", UTF_8))).hasSize(3);
    refused(file("<a " + attributes(201) + "/>", UTF_8), ErrorCode.TOO_LARGE, "limit (200)");
    refusedCheaply(file("<a " + attributes(200_000) + "/>", UTF_8), ErrorCode.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<a>", "<a></b>", "<a k=1/>", "<a/><b/>", "a,b\n1,2", "{}", "<a k='1' k='2'/>"})
  void next_notWellFormed_isMalformed(String xml) throws IOException {
    refused(file(xml, UTF_8), ErrorCode.MALFORMED_FILE, "not readable as XML");
  }

  @Test
  void next_bytesOutsideTheEncoding_areRefused() throws IOException {
    Path file = file("<a key='Prüfung'/>", java.nio.charset.StandardCharsets.ISO_8859_1);
    refused(file, ErrorCode.BAD_ENCODING, "UTF-8");
  }

  private static String attributes(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(" a").append(i).append("='1'");
    }
    return text.toString();
  }

  private void refused(Path file, ErrorCode code, String message) {
    assertThatExceptionOfType(ThroughlineException.class)
        .isThrownBy(() -> events(file))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.location()).isPresent());
  }

  /** Within a second and 64 MiB; the parser's classes are loaded before. */
  private void refusedCheaply(Path file, ErrorCode code) throws IOException {
    events(file("<warm/>", UTF_8));
    Footprint footprint = Footprint.of(() -> refused(file, code, ""));
    assertThat(footprint.time()).isLessThan(Duration.ofSeconds(1));
    assertThat(footprint.allocatedBytes()).isLessThan(64L << 20);
  }

  private static List<String> events(Path file) throws IOException {
    List<String> events = new ArrayList<>();
    try (XmlInput xml = XmlInput.open(file, LIMITS)) {
      while (true) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT ->
              events.add("start %s %d".formatted(xml.name(), xml.line()));
          case XMLStreamConstants.END_ELEMENT ->
              events.add("end %s %d".formatted(xml.name(), xml.line()));
          case XMLStreamConstants.CHARACTERS ->
              events.add("text %s %d".formatted(xml.text(), xml.line()));
          default -> {
            events.add("end");
            return events;
          }
        }
      }
    }
  }

  private static String firstKey(Path file) throws IOException {
    try (XmlInput xml = XmlInput.open(file, LIMITS)) {
      xml.next();
      return xml.attribute("key");
    }
  }

  private Path file(String xml, Charset charset) throws IOException {
    return Files.write(Files.createTempFile(folder, "log", ".xml"), xml.getBytes(charset));
  }
}
