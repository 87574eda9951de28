package dev.throughline.api.web;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The login form; Spring Security takes what it sends. */
@Controller
final class LoginPage {
  @GetMapping("/login")
  String login(@RequestParam MultiValueMap<String, String> parameters, Model model) {
    model.addAttribute("failed", parameters.containsKey("failed"));
    model.addAttribute("signedOut", parameters.containsKey("logout"));
    return "login";
  }
}
