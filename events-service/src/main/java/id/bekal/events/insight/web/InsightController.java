package id.bekal.events.insight.web;

import id.bekal.contracts.access.Action;
import id.bekal.events.insight.CountingAgreements;
import id.bekal.events.insight.CountingPeople;
import id.bekal.events.insight.CountingPrograms;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.InvalidInputException;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Locale;

/** The figures of the caller's institution; an authority's of all that it oversees. */
@RestController
@RequestMapping("/api/insights")
@Allowed(Action.INSIGHTS_READ)
class InsightController {

    private final CountingAgreements agreements;
    private final CountingPrograms programs;
    private final CountingPeople people;

    InsightController(
            CountingAgreements agreements, CountingPrograms programs, CountingPeople people) {
        this.agreements = agreements;
        this.programs = programs;
        this.people = people;
    }

    @Operation(
            summary = "Counts agreements by state and lists those that end soon",
            description =
                    "Of all to which the institution is a party. A regional authority gets those"
                            + " of all institutions that it oversees, and for each how many are"
                            + " in force and until when.")
    @GetMapping("/agreements")
    ResponseEntity<CountingAgreements.Figures> agreements(Caller caller) {
        return answer(agreements.of(caller.institution(), caller.isRegionalAuthority()));
    }

    @Operation(
            summary = "Counts programs by state, their seats and attendance",
            description =
                    "Of all that the institution gives or fills. A count of people that is too"
                            + " small is null with suppressed true, and so is one from which such"
                            + " a count could be computed.")
    @GetMapping("/programs")
    ResponseEntity<CountingPrograms.Figures> programs(Caller caller) {
        return answer(programs.of(caller.institution(), caller.isRegionalAuthority()));
    }

    @Operation(
            summary = "Counts people who were certified",
            description =
                    "People, not certificates: one who has several is one, one whose only"
                            + " certificate was revoked is none. Small counts are withheld as in"
                            + " the figures of programs.")
    @GetMapping("/certified")
    ResponseEntity<CountingPeople.Figures> certified(
            @Schema(allowableValues = {"field", "city", "month"})
                    @RequestParam(defaultValue = "field")
                    String by,
            @Schema(description = "The first month, 2026-01; absent: from the beginning")
                    @RequestParam(required = false)
                    @Nullable String from,
            @Schema(description = "The last month; absent: until now")
                    @RequestParam(required = false)
                    @Nullable String until,
            Caller caller) {
        YearMonth first = month("from", from);
        YearMonth last = month("until", until);
        if (first != null && last != null && last.isBefore(first)) {
            throw new InvalidInputException("until", "OUT_OF_RANGE");
        }
        return answer(
                people.of(caller.institution(), caller.isRegionalAuthority(), by(by), first, last));
    }

    private static CountingPeople.By by(String name) {
        return Arrays.stream(CountingPeople.By.values())
                .filter(by -> by.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("by", "MALFORMED"));
    }

    private static @Nullable YearMonth month(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidInputException(field, "MALFORMED");
        }
    }

    private static <T> ResponseEntity<T> answer(T figures) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(figures);
    }
}
