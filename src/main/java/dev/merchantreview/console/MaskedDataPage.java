package dev.merchantreview.console;

import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.PersonalDataRead;
import dev.merchantreview.shared.PersonalField;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.ConsolePaths;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Role;
import dev.merchantreview.web.UnmaskingRequest;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Shows a field that is masked, for a purpose, and for a short time: in its place where the browser
 * runs our script, else on a page of its own that leads back by itself. The value is in the answer
 * to this one request and nowhere else, which is why it is not answered with another address.
 */
@Controller
@Hidden
class MaskedDataPage {

  private final MaskedData masked;
  private final CaseAccess access;
  private final MaskedDataProperties properties;

  MaskedDataPage(MaskedData masked, CaseAccess access, MaskedDataProperties properties) {
    this.masked = masked;
    this.access = access;
    this.properties = properties;
  }

  @PostMapping(ConsolePaths.ROOT + "/cases/{id}/personal-data")
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  String show(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String field,
      @RequestParam(defaultValue = "") String purpose,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String inPlace,
      Caller caller,
      HttpServletResponse response,
      Model model) {
    CaseId caseId =
        CaseId.of(id)
            .filter(known -> masked.isOf(known) && access.partiesOf(known).isPresent())
            .orElseThrow(() -> ApiProblem.notFound(id));
    PersonalField wanted =
        Arrays.stream(PersonalField.values())
            .filter(known -> known.name().equals(field) && masked.isOf(caseId, known))
            .findFirst()
            .orElseThrow(() -> ApiProblem.notFound(field));
    String back = ConsolePaths.ROOT + "/cases/" + caseId;
    long seconds = properties.maskedAgain().toSeconds();
    model.addAttribute("caseId", caseId.value());
    model.addAttribute("back", back);
    model.addAttribute("field", wanted.name());
    model.addAttribute("seconds", seconds);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    // A form sends its lines' ends with two characters.
    String stripped = TypedText.stripped(purpose.replace("\r\n", "\n"));
    if (!UnmaskingRequest.isPurpose(stripped)) {
      model.addAttribute("refused", true);
      // What htmx puts in its place is an answer that succeeded.
      response.setStatus(
          inPlace == null ? HttpStatus.UNPROCESSABLE_CONTENT.value() : HttpStatus.OK.value());
    } else {
      model.addAttribute(
          "value",
          masked.show(
              caseId, wanted, new PersonalDataRead(stripped, Set.of(wanted), caller.actor())));
      if (inPlace == null) {
        response.setHeader("Refresh", seconds + "; url=" + back);
      }
    }
    return inPlace == null ? "console/personal-data" : "console/case/personal-data :: shown";
  }
}
