package dev.throughline.api.web;

import dev.throughline.api.error.ErrorStatus;
import dev.throughline.api.error.Problem;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ErrorKind;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Explains every error code; the {@code type} of each problem points here. */
@Controller
final class ProblemsPage {
  /** One code. */
  record Row(String anchor, String code, String title, int status, String advice) {
    static Row of(ErrorCode code) {
      String type = Problem.typeOf(code);
      return new Row(
          type.substring(type.indexOf('#') + 1),
          code.name(),
          Problem.titleOf(code),
          ErrorStatus.of(code).value(),
          adviceFor(code.kind()));
    }
  }

  private static final List<Row> ROWS = Arrays.stream(ErrorCode.values()).map(Row::of).toList();

  @GetMapping("/problems")
  String problems(Model model) {
    model.addAttribute("rows", ROWS);
    return "problems";
  }

  private static String adviceFor(ErrorKind kind) {
    return switch (kind) {
      case INVALID -> "Correct the input; the same call fails again.";
      case FORBIDDEN -> "Sign in, or ask for the permission.";
      case NOT_FOUND -> "Check the name or the address.";
      case CONFLICT -> "The state changed meanwhile: read again, then decide.";
      case LIMIT -> "Send less, or later; the limits are settings.";
      case UPSTREAM -> "Try again later; something this service depends on does not answer.";
      case INTERNAL -> "Report it with the request's id; the service's log has the cause.";
    };
  }
}
