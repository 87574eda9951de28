package dev.throughline.mining.map.svg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class BarColumnTest {
  private static String draw(String... amounts) {
    List<BigDecimal> values = new ArrayList<>();
    for (String amount : amounts) {
      values.add(new BigDecimal(amount));
    }
    return BarColumn.draw("Money <by age>", values);
  }

  private static List<Element> elements(String svg, String name) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  @Test
  void draw_amounts_areBarsInProportionFromZeroInTheMiddleOfTheirRows() throws Exception {
    List<Element> bars = elements(draw("50", "200.00", "100"), "rect");

    assertThat(bars).extracting(bar -> bar.getAttribute("x")).containsOnly("0");
    assertThat(bars)
        .extracting(bar -> bar.getAttribute("width"))
        .containsExactly("30", "120", "60");
    assertThat(bars).extracting(bar -> bar.getAttribute("y")).containsExactly("4", "24", "44");
    assertThat(bars).extracting(bar -> bar.getAttribute("height")).containsOnly("12");
  }

  @Test
  void draw_onlyZeros_hasNoBar() throws Exception {
    assertThat(elements(draw("0", "0"), "rect"))
        .filteredOn(bar -> !bar.getAttribute("width").equals("0"))
        .isEmpty();
    assertThat(elements(draw("0", "0.01"), "rect"))
        .filteredOn(bar -> !bar.getAttribute("width").equals("0"))
        .hasSize(1);
  }

  @Test
  void draw_anyTitle_staysText() throws Exception {
    assertThat(elements(draw("1"), "title").get(0).getTextContent()).isEqualTo("Money <by age>");
  }

  @Test
  void draw_equalAmounts_isEqualAndSelfContained() {
    assertThat(draw("3", "1.25"))
        .isEqualTo(draw("3", "1.25"))
        .doesNotContain("style", "clip", "url(", " id=", "href", "script");
  }

  @Test
  void draw_negativeAmount_isRefused() {
    assertThatThrownBy(() -> draw("-0.01"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an amount must not be negative, was -0.01");
  }
}
