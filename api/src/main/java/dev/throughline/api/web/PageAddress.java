package dev.throughline.api.web;

import org.springframework.util.MultiValueMap;

/**
 * The address of one tab of a log's page.
 *
 * @param tab empty for the map
 * @param parameters the whole state: filter, sliders and view
 */
record PageAddress(String log, String tab, MultiValueMap<String, String> parameters) {

  String path() {
    return Links.log(log, tab, parameters);
  }

  PageAddress without(String name, String value) {
    return new PageAddress(log, tab, Links.without(parameters, name, value));
  }

  PageAddress tab(String other) {
    return new PageAddress(log, other, parameters);
  }
}
