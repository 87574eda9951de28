package dev.throughline.api.reports;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.Objects;
import java.util.logging.Level;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Prints a document of {@link ReportHtml} as PDF: tagged for screen readers (PDF/UA-1), with its
 * fonts embedded. Nothing but the document is read. Equal documents give equal bytes on one JDK.
 */
final class ReportPdf {
  private static final String FONT = "Liberation Sans";
  private static final int REGULAR = 400;
  private static final int BOLD = 700;

  static {
    // It tells of every step that it takes, unless it is asked not to.
    XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
  }

  /**
   * Prints.
   *
   * @param html well-formed XML
   * @param at the moment that the file says it was made at
   */
  byte[] print(String html, Instant at) {
    try (PdfBoxRenderer renderer = builder(html).buildPdfRenderer()) {
      renderer.createPDFWithoutClosing();
      try (PDDocument document = renderer.getPdfDocument()) {
        return bytes(document, at);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static PdfRendererBuilder builder(String html) {
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.withHtmlContent(html, null);
    builder.usePdfUaAccessibility(true);
    builder.withProducer("Throughline");
    builder.useSVGDrawer(new BatikSVGDrawer());
    builder.addDOMMutator(ReportPdf::dropScreenStyle);
    builder.addDOMMutator(ReportPdf::describePictures);
    for (ExternalResourceControlPriority time : ExternalResourceControlPriority.values()) {
      builder.useExternalResourceAccessControl((uri, type) -> false, time);
    }
    font(builder, "LiberationSans-Regular.ttf", REGULAR);
    font(builder, "LiberationSans-Bold.ttf", BOLD);
    return builder;
  }

  private static void font(PdfRendererBuilder builder, String file, int weight) {
    builder.useFont(
        () -> open("/liberation/" + file),
        FONT,
        weight,
        FontStyle.NORMAL,
        true,
        EnumSet.of(FSFontUseCase.DOCUMENT, FSFontUseCase.SVG));
  }

  private static InputStream open(String resource) {
    return Objects.requireNonNull(ReportPdf.class.getResourceAsStream(resource), resource);
  }

  private static void dropScreenStyle(Document document) {
    NodeList styles = document.getElementsByTagName("style");
    for (int i = styles.getLength() - 1; i >= 0; i--) {
      Element style = (Element) styles.item(i);
      if (style.getAttribute("media").equals("screen")) {
        style.getParentNode().removeChild(style);
      }
    }
  }

  /**
   * A reader that does not show pictures reads their alternative text: the title and the
   * description. Their text has the font that is embedded, not one of the machine.
   */
  private static void describePictures(Document document) {
    NodeList pictures = document.getElementsByTagName("svg");
    for (int i = 0; i < pictures.getLength(); i++) {
      Element picture = (Element) pictures.item(i);
      picture.setAttribute("font-family", FONT);
      picture.setAttribute("alt", (child(picture, "title") + " " + child(picture, "desc")).strip());
    }
  }

  private static String child(Element parent, String name) {
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child.getNodeName().equals(name)) {
        return child.getTextContent();
      }
    }
    return "";
  }

  /** The document's id and dates come from its content's moment, not from the clock. */
  private static byte[] bytes(PDDocument document, Instant at) throws IOException {
    document
        .getDocumentInformation()
        .setCreationDate(GregorianCalendar.from(at.atZone(ZoneOffset.UTC)));
    document.setDocumentId(at.getEpochSecond());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }
}
