package dev.merchantreview.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.stereotype.Component;

/**
 * Says of each call who may make it, by asking the very rules that decide it when it is made, so
 * that the contract cannot say anything else than what is enforced.
 */
@Component
class OperationRoles implements OpenApiCustomizer {

  /** Where the roles are told to programs. */
  static final String EXTENSION = "x-roles";

  private static final String ANY = "any";

  private final ObjectProvider<WebInvocationPrivilegeEvaluator> rules;

  OperationRoles(ObjectProvider<WebInvocationPrivilegeEvaluator> rules) {
    this.rules = rules;
  }

  @Override
  public void customise(OpenAPI document) {
    document
        .getPaths()
        .forEach(
            (path, calls) ->
                calls
                    .readOperationsMap()
                    .forEach((method, call) -> say(call, path.replaceAll("[{}]", ""), method)));
  }

  private void say(Operation call, String path, PathItem.HttpMethod method) {
    if (mayCall(path, method, anonymous())) {
      call.setSecurity(
          List.of(new SecurityRequirement().addList(OpenApiConfiguration.SIGNATURE_SCHEME)));
      call.addExtension(EXTENSION, List.of());
      describe(call, "Called by a provider, who signs what it tells.");
      return;
    }
    List<Role> roles =
        Arrays.stream(Role.values()).filter(role -> mayCall(path, method, as(role))).toList();
    call.addExtension(EXTENSION, roles.stream().map(Role::name).toList());
    describe(
        call,
        roles.stream()
            .map(role -> role.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ", "Roles: ", ".")));
  }

  private static void describe(Operation call, String who) {
    String said = call.getDescription();
    call.setDescription(said == null || said.isBlank() ? who : said.strip() + "\n\n" + who);
  }

  private boolean mayCall(String path, PathItem.HttpMethod method, Authentication caller) {
    return rules.getObject().isAllowed("", path, method.name(), caller);
  }

  private static Authentication anonymous() {
    return new AnonymousAuthenticationToken(
        ANY, ANY, AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
  }

  private static Authentication as(Role role) {
    return UsernamePasswordAuthenticationToken.authenticated(
        ANY, null, AuthorityUtils.createAuthorityList("ROLE_" + role.name()));
  }
}
