package dev.throughline.mining.map.svg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads drawn pictures as the XML that they are. */
final class Pictures {
  private static final Set<String> ELEMENTS =
      Set.of("svg", "title", "desc", "g", "path", "rect", "text");
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "xmlns",
          "role",
          "aria-label",
          "aria-hidden",
          "viewBox",
          "width",
          "height",
          "x",
          "y",
          "rx",
          "d",
          "transform",
          "fill",
          "fill-opacity",
          "stroke",
          "stroke-width",
          "stroke-dasharray",
          "font-family",
          "font-size",
          "font-weight",
          "text-anchor");

  /** Nothing but known elements and attributes; so no script, style, id, reference or handler. */
  static void assertSafe(String svg) throws Exception {
    NodeList all = parse(svg).getElementsByTagName("*");
    for (int index = 0; index < all.getLength(); index++) {
      Element element = (Element) all.item(index);
      assertThat(ELEMENTS).contains(element.getTagName());
      for (int number = 0; number < element.getAttributes().getLength(); number++) {
        assertThat(ATTRIBUTES).contains(element.getAttributes().item(number).getNodeName());
        assertThat(element.getAttributes().item(number).getNodeValue()).doesNotContain("url(");
      }
    }
  }

  static Document parse(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
  }

  static List<String> texts(Document document, String element) {
    List<String> texts = new ArrayList<>();
    NodeList all = document.getElementsByTagName(element);
    for (int index = 0; index < all.getLength(); index++) {
      texts.add(all.item(index).getTextContent());
    }
    return texts;
  }

  static String golden(String name) throws IOException {
    try (InputStream in = Pictures.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private Pictures() {}
}
