package dev.throughline.api.security;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.Role;
import dev.throughline.model.ThroughlineException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Local users over REST; for administrators. */
@RestController
@RequestMapping(path = "/api/v1/users", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Users")
final class UsersController {
  private final UserAccounts users;

  UsersController(UserAccounts users) {
    this.users = users;
  }

  @Operation(summary = "Local users, by name")
  @GetMapping
  Mono<List<UserResponse>> users() {
    return users.list().map(UserResponse::from).collectList();
  }

  @Operation(
      summary = "Add a user, or replace roles and sites of one",
      description = "A new user needs a password; another user's is replaced when it is given.")
  @PutMapping(path = "/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<UserResponse> putUser(
      @PathVariable String name, @RequestBody UserResponse.Body body, Authentication caller) {
    Person person = new Person(Account.checkedName(name), roles(body), sites(body));
    String actor = caller.getName();
    String password = body.password();
    Mono<Person> changed =
        password == null
            ? users.assign(actor, person)
            : users
                .add(actor, person, password)
                .onErrorResume(
                    UserAccounts::isTaken,
                    known ->
                        users
                            .assign(actor, person)
                            .then(users.changePassword(actor, name, password)));
    return changed.map(UserResponse::from);
  }

  private static Set<Role> roles(UserResponse.Body body) {
    List<Role> roles = body.roles();
    if (roles == null) {
      throw new ThroughlineException(
          ErrorCode.MISSING_FIELD, "this field is needed; it may be empty", Location.of("roles"));
    }
    return Set.copyOf(roles);
  }

  private static Set<String> sites(UserResponse.Body body) {
    List<String> sites = body.sites();
    return sites == null ? Set.of() : Set.copyOf(sites);
  }

  @Operation(summary = "Remove a user; what the user did stays on record")
  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> removeUser(@PathVariable String name, Authentication caller) {
    return users.remove(caller.getName(), name).then();
  }
}
