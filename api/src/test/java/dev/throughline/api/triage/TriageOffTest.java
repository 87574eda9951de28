package dev.throughline.api.triage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.api.config.RunningService;
import dev.throughline.api.config.RunningTestService;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;

class TriageOffTest {

  @Test
  void start_withTriageSwitchedOff_runsWithoutIt(@TempDir Path folder) {
    try (RunningService service =
        RunningTestService.start(folder, "--throughline.triage.enabled=false")) {
      assertThatThrownBy(() -> service.part(Triage.class))
          .isInstanceOf(NoSuchBeanDefinitionException.class);
      assertThatThrownBy(() -> service.part(TriageController.class))
          .isInstanceOf(NoSuchBeanDefinitionException.class);
    }
  }
}
