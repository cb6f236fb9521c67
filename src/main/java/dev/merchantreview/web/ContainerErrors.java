package dev.merchantreview.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Puts a problem in place of the container's own page for what it refuses before any filter is
 * asked: request lines, headers and lengths that cannot be read.
 */
@Component
class ContainerErrors
    implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

  private final ProblemWriter problems;

  ContainerErrors(ProblemWriter problems) {
    this.problems = problems;
  }

  /** After Spring Boot's own: the valve that stands nearest to the application answers. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addContextCustomizers(
        context -> {
          StandardHost host = (StandardHost) context.getParent();
          host.setErrorReportValveClass(Report.class.getName());
          host.getPipeline().addValve(new Report(problems));
        });
  }

  /** Writes the problem. */
  static final class Report extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ContainerErrors.class);

    private static final String HEADERS_TOO_LARGE =
        StringManager.getManager(Http11Processor.class)
            .getString("iib.requestheadertoolarge.error");

    private final ProblemWriter problems;

    Report(ProblemWriter problems) {
      this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable cause) {
      HttpStatus status = HttpStatus.resolve(response.getStatus());
      if (status == null
          || !status.isError()
          || response.getContentWritten() > 0
          || !response.setErrorReported()) {
        return;
      }
      HttpServletResponse facade = response.getResponse();
      try {
        // The length is that of the container's own page, if it had begun one.
        response.setContentLength(-1);
        problems.write(request.getRequest(), facade, meant(status, cause));
      } catch (IOException | IllegalStateException gone) {
        log.debug("Nobody waits for the answer any more: {}", gone.toString());
      }
    }

    /** The container answers headers that are too large as any other it cannot read (RFC 6585). */
    private static HttpStatus meant(HttpStatus status, @Nullable Throwable cause) {
      boolean tooMany = cause instanceof IllegalStateException;
      boolean tooLong = cause != null && HEADERS_TOO_LARGE.equals(cause.getMessage());
      return status == HttpStatus.BAD_REQUEST && (tooMany || tooLong)
          ? HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
          : status;
    }
  }
}
