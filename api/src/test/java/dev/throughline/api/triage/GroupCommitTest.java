package dev.throughline.api.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.api.triage.GroupCommit.Result;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class GroupCommitTest {
  private final List<List<Integer>> batches = new ArrayList<>();
  private final List<Sinks.Empty<Void>> commits = new ArrayList<>();
  private final GroupCommit<Integer, String> group = new GroupCommit<>(this::write, 3, 5);

  /** A batch that is committed when the test says so; odd requests fail. */
  private Mono<List<Result<String>>> write(List<Integer> batch) {
    batches.add(batch);
    Sinks.Empty<Void> commit = Sinks.empty();
    commits.add(commit);
    return commit.asMono().then(Mono.fromSupplier(() -> batch.stream().map(this::answer).toList()));
  }

  private Result<String> answer(int request) {
    return request % 2 == 0
        ? new Result.Answer<>("answer " + request)
        : new Result.Failure<>(new IllegalArgumentException("odd " + request));
  }

  @Test
  void submit_lonelyRequest_isWrittenAtOnce() {
    CompletableFuture<String> answer = group.submit(2).toFuture();

    assertThat(batches).containsExactly(List.of(2));
    assertThat(answer).isNotDone();
    commits.get(0).tryEmitEmpty();
    assertThat(answer).isCompletedWithValue("answer 2");
  }

  @Test
  void submit_whileABatchIsWritten_goTogetherIntoTheNext() {
    List<CompletableFuture<String>> answers = new ArrayList<>();
    for (int request : new int[] {0, 2, 3, 4, 6}) {
      answers.add(group.submit(request).toFuture());
    }

    commits.get(0).tryEmitEmpty();
    commits.get(1).tryEmitEmpty();
    commits.get(2).tryEmitEmpty();

    assertThat(batches).containsExactly(List.of(0), List.of(2, 3, 4), List.of(6));
    assertThat(answers.get(1)).isCompletedWithValue("answer 2");
    assertThat(answers.get(2)).isCompletedExceptionally();
    assertThat(answers.get(4)).isCompletedWithValue("answer 6");
  }

  @Test
  void submit_batchThatFails_failsItsRequestsAndNoOthers() {
    CompletableFuture<String> first = group.submit(0).toFuture();
    CompletableFuture<String> second = group.submit(2).toFuture();

    commits.get(0).tryEmitError(new IllegalStateException("no database"));
    commits.get(1).tryEmitEmpty();

    assertThatThrownBy(first::join).hasRootCauseMessage("no database");
    assertThat(second).isCompletedWithValue("answer 2");
  }

  @Test
  void submit_moreThanMayWait_isRefused() {
    for (int request = 0; request < 6; request++) {
      group.submit(request).toFuture();
    }

    assertThatThrownBy(() -> group.submit(8).block())
        .isInstanceOfSatisfying(
            ThroughlineException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS));
  }
}
