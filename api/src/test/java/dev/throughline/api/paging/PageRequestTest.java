package dev.throughline.api.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.model.ThroughlineException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.LinkedMultiValueMap;

class PageRequestTest {
  @ParameterizedTest
  @CsvSource({"'', 50", "0, 50", "7, 7", "1000, 1000", "1001, 1000"})
  void of_size_isDefaultedAndCapped(String given, int size) {
    assertThat(request(given, "").size()).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "ten", "99999999999"})
  void of_wrongSize_isRefused(String given) {
    assertThatThrownBy(() -> request(given, ""))
        .isInstanceOf(ThroughlineException.class)
        .hasMessage("pageSize must be a whole number from 0, was '" + given + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "AAAA", "bm9uZQ"})
  void of_forgedToken_isRefused(String token) {
    assertThatThrownBy(() -> request("", token))
        .isInstanceOf(ThroughlineException.class)
        .hasMessageStartingWith("pageToken does not belong to this list");
  }

  @Test
  void page_followedToItsEnd_hasEachRowOnce() {
    List<Integer> rows = IntStream.range(0, 23).boxed().toList();
    List<Integer> seen = new ArrayList<>();
    String token = "";
    do {
      PageRequest request = request("5", token);
      List<Integer> from = rows.stream().skip(request.offset()).limit(6).toList();
      Page<Integer> page =
          request.page(
              from, Function.identity(), shown -> Long.toString(request.offset() + shown.size()));
      seen.addAll(page.items());
      token = page.nextPageToken();
    } while (!token.isEmpty());
    assertThat(seen).isEqualTo(rows);
  }

  @Test
  void of_tokenOfAnotherList_isRefused() {
    String token =
        request("1", "").page(List.of(1, 2), Function.identity(), shown -> "1").nextPageToken();
    LinkedMultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
    parameters.add("pageToken", token);

    assertThat(PageRequest.of("list", parameters).offset()).isEqualTo(1);
    assertThatThrownBy(() -> PageRequest.of("other", parameters))
        .isInstanceOf(ThroughlineException.class);
  }

  private static PageRequest request(String size, String token) {
    LinkedMultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
    parameters.add("pageSize", size);
    parameters.add("pageToken", token);
    return PageRequest.of("list", parameters);
  }
}
