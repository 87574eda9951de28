package dev.throughline.api.web;

import dev.throughline.api.insights.MapQuestion;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Turns what the form of a log's page sends into the one address that shows it again.
 *
 * <p>Each slider comes as a range ({@code activities}), a number ({@code activitiesNumber}) and
 * what the page showed before ({@code activitiesShown}); without JavaScript the two are not kept
 * equal, so the one that was changed counts. {@code slidersAutomatic} says that the page chose the
 * positions itself: unless one was moved, it goes on doing so.
 */
final class PageState {
  static final String NUMBER = "Number";
  static final String SHOWN = "Shown";
  static final String AUTOMATIC = "slidersAutomatic";

  private static final List<String> SLIDERS = List.of(MapQuestion.ACTIVITIES, MapQuestion.PATHS);
  private static final Set<String> FORM_ONLY =
      Set.of(
          MapQuestion.ACTIVITIES + NUMBER,
          MapQuestion.ACTIVITIES + SHOWN,
          MapQuestion.PATHS + NUMBER,
          MapQuestion.PATHS + SHOWN,
          AUTOMATIC);

  static MultiValueMap<String, String> canonical(MultiValueMap<String, String> sent) {
    LinkedMultiValueMap<String, String> state = new LinkedMultiValueMap<>();
    sent.forEach(
        (name, values) -> {
          List<String> given = values.stream().filter(v -> !v.isEmpty()).distinct().toList();
          if (!FORM_ONLY.contains(name) && !given.isEmpty()) {
            state.addAll(name, given);
          }
        });
    SLIDERS.forEach(slider -> setSlider(state, slider, sent));
    if (sent.containsKey(AUTOMATIC) && SLIDERS.stream().noneMatch(s -> isMoved(s, sent))) {
      SLIDERS.forEach(state::remove);
    }
    return withoutDefaults(state);
  }

  private static MultiValueMap<String, String> withoutDefaults(
      MultiValueMap<String, String> state) {
    if ("frequency".equals(state.getFirst(MapQuestion.VIEW))) {
      state.remove(MapQuestion.VIEW);
    }
    if (!state.containsKey(MapQuestion.VIEW)) {
      state.remove(MapQuestion.TIME);
    }
    if ("system".equals(state.getFirst("handoffs"))) {
      state.remove("handoffs");
    }
    return state;
  }

  private static void setSlider(
      MultiValueMap<String, String> state, String slider, MultiValueMap<String, String> sent) {
    String value = value(slider, sent);
    if (value != null && !value.isEmpty()) {
      state.set(slider, value);
    }
  }

  private static boolean isMoved(String slider, MultiValueMap<String, String> sent) {
    String value = value(slider, sent);
    return value != null && !value.equals(sent.getFirst(slider + SHOWN));
  }

  private static @Nullable String value(String slider, MultiValueMap<String, String> sent) {
    String number = sent.getFirst(slider + NUMBER);
    boolean typed =
        number != null && !number.isEmpty() && !number.equals(sent.getFirst(slider + SHOWN));
    return typed ? number : sent.getFirst(slider);
  }

  private PageState() {}
}
