import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Lets Tasklist reach the engine's REST API when both run in one JVM: Operate's security chain asks for a session there,
 * and Tasklist's inner client has none. The API is open then, so the local platform listens on loopback only.
 */
@AutoConfiguration
public class OpenEngineApi {

  @Bean
  @Order(-100)
  SecurityFilterChain openEngineApi(HttpSecurity http) throws Exception {
    return http.securityMatcher("/v2/**")
        .csrf(csrf -> csrf.disable())
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }
}
