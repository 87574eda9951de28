package dev.throughline.api.web;

import dev.throughline.api.paging.PageRequest;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The parameter that leads to a following page. */
public final class PageTokens {
  public static MultiValueMap<String, String> parameter(String token) {
    LinkedMultiValueMap<String, String> parameter = new LinkedMultiValueMap<>();
    parameter.add(PageRequest.TOKEN_PARAMETER, token);
    return parameter;
  }

  private PageTokens() {}
}
