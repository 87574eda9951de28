package dev.throughline.api.config;

import java.util.Objects;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Reads a query parameter without a value, such as {@code ?view}, as an empty one: otherwise its
 * value is null, which nobody behind this expects.
 */
@Component
@Order(-200)
final class ValuelessParameters implements WebFilter {

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    boolean isComplete =
        request.getQueryParams().values().stream()
            .allMatch(values -> values.stream().allMatch(Objects::nonNull));
    return chain.filter(
        isComplete ? exchange : exchange.mutate().request(new WithValues(request)).build());
  }

  private static final class WithValues extends ServerHttpRequestDecorator {
    private final MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();

    WithValues(ServerHttpRequest request) {
      super(request);
      request
          .getQueryParams()
          .forEach(
              (name, values) ->
                  values.forEach(
                      value -> parameters.add(name, Objects.requireNonNullElse(value, ""))));
    }

    @Override
    public MultiValueMap<String, String> getQueryParams() {
      return parameters;
    }
  }
}
