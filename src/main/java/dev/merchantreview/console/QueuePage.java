package dev.merchantreview.console;

import dev.merchantreview.web.Caller;
import dev.merchantreview.web.ConsolePaths;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** What waits for the person who looks, and the way to the most urgent of it. */
@Controller
@Hidden
class QueuePage {

  private final Queue queue;

  QueuePage(Queue queue) {
    this.queue = queue;
  }

  @GetMapping(ConsolePaths.ROOT + "/queue")
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  String queue(Caller caller, Model model) {
    model.addAttribute("queue", queue.of(caller.name()));
    return "console/queue";
  }

  /**
   * Takes the person to the task of a case, or to the most urgent one nobody else has; where there
   * is none, the page says why.
   *
   * @param wanted a case of the queue; the most urgent one when none is named
   */
  @GetMapping(ConsolePaths.ROOT + "/next")
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  ModelAndView next(
      Caller caller, @RequestParam(name = "case", required = false) @Nullable String wanted) {
    Queue.Next next = queue.next(caller.name(), Optional.ofNullable(wanted));
    if (next.address().isPresent()) {
      RedirectView there = new RedirectView(next.address().get());
      there.setStatusCode(HttpStatus.SEE_OTHER);
      there.setExposeModelAttributes(false);
      return new ModelAndView(there);
    }
    return new ModelAndView("console/next", "next", next);
  }
}
