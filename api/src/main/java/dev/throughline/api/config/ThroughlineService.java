package dev.throughline.api.config;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.util.Optional;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.web.server.PortInUseException;

/** Starts the service inside this process. */
public final class ThroughlineService {

  /**
   * Starts everything and returns when requests are answered.
   *
   * @throws ThroughlineException {@code ADDRESS_IN_USE} when the port is taken, {@code
   *     BAD_ARGUMENT} for a setting that does not exist or has a wrong value
   */
  public static RunningService start(ServiceSettings settings) {
    try {
      return new RunningService(
          new SpringApplicationBuilder(ThroughlineApplication.class)
              .web(WebApplicationType.REACTIVE)
              .bannerMode(Banner.Mode.OFF)
              .logStartupInfo(false)
              .run(settings.toArguments()));
    } catch (RuntimeException failure) {
      throw translated(failure);
    }
  }

  private static RuntimeException translated(RuntimeException failure) {
    Optional<ThroughlineException> known = cause(failure, ThroughlineException.class);
    if (known.isPresent()) {
      return known.get();
    }
    Optional<PortInUseException> port = cause(failure, PortInUseException.class);
    if (port.isPresent()) {
      return ListenAddress.inUse(port.get().getPort(), failure);
    }
    Optional<UnboundConfigurationPropertiesException> unknown =
        cause(failure, UnboundConfigurationPropertiesException.class);
    if (unknown.isPresent()) {
      return badSetting("there is no setting " + names(unknown.get()), failure);
    }
    Optional<String> rule =
        cause(failure, IllegalArgumentException.class)
            .map(Throwable::getMessage)
            .filter(sentence -> sentence.startsWith("throughline."));
    if (rule.isPresent()) {
      return badSetting(rule.get(), failure);
    }
    return cause(failure, BindException.class)
        .map(bind -> (RuntimeException) badSetting(reason(bind), failure))
        .orElse(failure);
  }

  private static ThroughlineException badSetting(String sentence, Throwable cause) {
    return new ThroughlineException(ErrorCode.BAD_ARGUMENT, sentence, null, cause);
  }

  private static String names(UnboundConfigurationPropertiesException unknown) {
    return String.join(
        ", ",
        unknown.getUnboundProperties().stream().map(p -> p.getName().toString()).sorted().toList());
  }

  private static String reason(BindException failure) {
    return cause(failure, IllegalArgumentException.class)
        .map(Throwable::getMessage)
        .filter(message -> message.startsWith("throughline."))
        .orElseGet(() -> wrongValue(failure));
  }

  private static String wrongValue(BindException failure) {
    ConfigurationProperty property = failure.getProperty();
    String value = property == null ? "" : ": '" + property.getValue() + "'";
    return "the setting " + failure.getName() + " has a wrong value" + value;
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
    Throwable current = failure;
    while (current != null) {
      if (type.isInstance(current)) {
        return Optional.of(type.cast(current));
      }
      current = current.getCause();
    }
    return Optional.empty();
  }

  private ThroughlineService() {}
}
