package dev.merchantreview.streamer.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.streamer.Streamer;
import dev.merchantreview.streamer.StreamerFigures;
import dev.merchantreview.streamer.Streamers;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.ETags;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.PathIds;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Streamers. */
@RestController
@RequestMapping("/api/v1/streamers")
@Tag(name = "Streamers", description = "带货主播: who sells live, and what the platform says of them")
class StreamerController {

  private final Streamers streamers;
  private final WorkingCalendar calendar;

  StreamerController(Streamers streamers, WorkingCalendar calendar) {
    this.streamers = streamers;
    this.calendar = calendar;
  }

  /**
   * A streamer.
   *
   * @param merchantLevelOn the day the level is from; the other days likewise
   */
  record StreamerView(
      String id,
      String merchantId,
      String nickname,
      boolean designated,
      int merchantLevel,
      LocalDate merchantLevelOn,
      BigDecimal experienceRating,
      LocalDate experienceRatingOn,
      long followers,
      LocalDate followersOn,
      OffsetDateTime updatedAt) {}

  @PutMapping("/{id}")
  @MayCall(Role.ADMIN)
  @Operation(summary = "Say what the platform knows of a streamer; the same again changes nothing")
  @ApiResponse(responseCode = "200", description = "Described anew", useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "201",
      description = "Described for the first time",
      useReturnTypeSchema = true)
  ResponseEntity<StreamerView> put(
      @PathVariable String id,
      @RequestBody StreamerFigures figures,
      ExpectedVersion expected,
      Caller caller) {
    Streamers.Stored stored = streamers.put(PathIds.require(id), figures, caller.actor(), expected);
    return ResponseEntity.status(stored.created() ? HttpStatus.CREATED : HttpStatus.OK)
        .eTag(ETags.of(stored.streamer().version()))
        .body(view(stored.streamer()));
  }

  @GetMapping("/{id}")
  @MayCall
  @Operation(summary = "One streamer; a merchant sees its own")
  ResponseEntity<StreamerView> get(@PathVariable String id, Caller caller) {
    return streamers
        .find(id)
        .filter(streamer -> caller.readsAll() || caller.actsFor(streamer.merchantId()))
        .map(
            streamer -> ResponseEntity.ok().eTag(ETags.of(streamer.version())).body(view(streamer)))
        .orElseThrow(() -> ApiProblem.notFound(id));
  }

  private StreamerView view(Streamer streamer) {
    return new StreamerView(
        streamer.id(),
        streamer.merchantId(),
        streamer.nickname(),
        streamer.designated(),
        streamer.merchantLevel(),
        streamer.merchantLevelOn(),
        streamer.experienceRating(),
        streamer.experienceRatingOn(),
        streamer.followers(),
        streamer.followersOn(),
        streamer.updatedAt().atZone(calendar.zone()).toOffsetDateTime());
  }
}
