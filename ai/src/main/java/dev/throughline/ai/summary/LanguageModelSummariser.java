package dev.throughline.ai.summary;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.FinishReason;
import dev.throughline.ai.summary.Summary.Outcome;
import dev.throughline.ai.triage.Advice;
import dev.throughline.model.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a language model, believes nothing it says, and shows the template's text whenever its own
 * fails a check. The model has no tools and no access: it gets the facts as text and gives text
 * back. One call, without retries. Safe for many threads.
 */
public final class LanguageModelSummariser implements Summariser {
  private static final int MAX_ANSWER_BYTES = 64 * 1024;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final ChatModel model;
  private final String by;

  /** Prepares calls; none is made yet. */
  public LanguageModelSummariser(SummarySettings settings) {
    this.by = "model/" + settings.model() + " " + Prompt.VERSION;
    this.model =
        OpenAiChatModel.builder()
            .httpClientBuilder(BoundedHttpClient.builder(settings.timeout(), MAX_ANSWER_BYTES))
            .baseUrl(settings.baseUrl().toString())
            .apiKey(settings.apiKey())
            .modelName(settings.model())
            .temperature(0.0)
            .maxTokens(settings.maxTokens())
            .responseFormat(ResponseFormat.JSON)
            .maxRetries(0)
            .build();
  }

  @Override
  public Summary summarise(Finding finding, Advice advice) {
    SummaryFacts facts = SummaryFacts.of(finding, advice);
    try {
      return new Summary(checked(facts), by, Outcome.MODEL, null);
    } catch (Refusal refusal) {
      return new Summary(
          TemplateSummariser.text(finding, advice),
          TemplateSummariser.NAME,
          refusal.outcome,
          refusal.getMessage());
    }
  }

  private String checked(SummaryFacts facts) throws Refusal {
    Answer answer = parsed(complete(asked(facts)));
    Optional<String> objection = new GroundingCheck(facts.grounds()).objection(answer.summary());
    if (objection.isPresent()) {
      throw new Refusal(Outcome.UNGROUNDED, objection.get());
    }
    if (answer.events().isEmpty() || !Set.copyOf(facts.events()).containsAll(answer.events())) {
      throw new Refusal(Outcome.UNGROUNDED, "it cites no event, or one that is not evidence");
    }
    return answer.summary().strip();
  }

  private ChatResponse asked(SummaryFacts facts) throws Refusal {
    ChatRequest request =
        ChatRequest.builder()
            .messages(SystemMessage.from(Prompt.SYSTEM), UserMessage.from(Prompt.user(facts)))
            .build();
    try {
      return model.chat(request);
    } catch (AnswerTooLargeException tooLarge) {
      throw new Refusal(Outcome.TOO_LARGE, tooLarge.getMessage());
    } catch (RuntimeException failure) { // whatever the endpoint or the library makes of it
      throw causedBy(failure, AnswerTooLargeException.class)
          ? new Refusal(Outcome.TOO_LARGE, failure.getMessage())
          : new Refusal(
              causedBy(failure, com.fasterxml.jackson.core.JacksonException.class)
                  ? Outcome.UNREADABLE
                  : Outcome.UNAVAILABLE,
              failure.getClass().getSimpleName());
    }
  }

  private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
    Throwable current = failure;
    while (current != null) {
      if (type.isInstance(current)) {
        return true;
      }
      current = current.getCause();
    }
    return false;
  }

  /**
   * A stream that was cut off, or an answer that hit its limit, does not say that it is complete.
   */
  private static String complete(ChatResponse response) throws Refusal {
    FinishReason reason = response.finishReason();
    if (reason != FinishReason.STOP) {
      throw new Refusal(Outcome.CUT_OFF, "the answer ended with " + reason);
    }
    String text = response.aiMessage() == null ? null : response.aiMessage().text();
    if (text == null) {
      throw new Refusal(Outcome.UNREADABLE, "the answer has no text");
    }
    return text;
  }

  private static Answer parsed(String text) throws Refusal {
    try {
      JsonNode answer = JSON.readTree(text);
      JsonNode summary = answer.path("summary");
      JsonNode events = answer.path("events");
      if (answer.isObject() && answer.size() == 2 && summary.isString() && events.isArray()) {
        List<String> ids = new ArrayList<>();
        events.forEach(id -> ids.add(id.isString() ? id.stringValue() : ""));
        return new Answer(summary.stringValue(), List.copyOf(ids));
      }
    } catch (JacksonException garbage) {
      throw new Refusal(Outcome.UNREADABLE, "the answer is not JSON");
    }
    throw new Refusal(Outcome.UNREADABLE, "the answer does not have the form that was asked for");
  }

  private record Answer(String summary, List<String> events) {}

  /** Why the model's text is not shown. */
  private static final class Refusal extends Exception {
    private final Outcome outcome;

    Refusal(Outcome outcome, @Nullable String message) {
      super(message);
      this.outcome = outcome;
    }
  }
}
