package dev.throughline.api.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Properties;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.reactive.ConfigurableReactiveWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** Where the service listens, and the files it serves as they are. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebFluxConfigurer {
  private static final String HTMX = "META-INF/maven/org.webjars.npm/htmx.org/pom.properties";

  @Bean
  WebServerFactoryCustomizer<ConfigurableReactiveWebServerFactory> listeningAddress(
      ThroughlineProperties properties) throws UnknownHostException {
    InetAddress address = InetAddress.getByName(properties.http().address());
    return factory -> {
      factory.setAddress(address);
      factory.setPort(properties.http().port());
    };
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    CacheControl oneHour = CacheControl.maxAge(Duration.ofHours(1)).cachePublic();
    registry
        .addResourceHandler("/assets/htmx/**")
        .addResourceLocations(
            "classpath:/META-INF/resources/webjars/htmx.org/" + htmxVersion() + "/dist/")
        .setCacheControl(oneHour);
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations("classpath:/static/assets/")
        .setCacheControl(oneHour);
  }

  /** The library's own word on its version, so that it is named in the parent pom only. */
  private static String htmxVersion() {
    Properties pom = new Properties();
    try (InputStream in = new ClassPathResource(HTMX).getInputStream()) {
      pom.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pom.getProperty("version");
  }
}
