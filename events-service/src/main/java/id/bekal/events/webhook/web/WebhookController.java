package id.bekal.events.webhook.web;

import id.bekal.contracts.WebhookId;
import id.bekal.contracts.access.Action;
import id.bekal.events.feed.web.FeedQuery;
import id.bekal.events.webhook.Answer;
import id.bekal.events.webhook.Attempt;
import id.bekal.events.webhook.DeliveryOrder;
import id.bekal.events.webhook.KeepingWebhooks;
import id.bekal.events.webhook.KeepingWebhooks.AddWebhook;
import id.bekal.events.webhook.SignatureKind;
import id.bekal.events.webhook.Webhook;
import id.bekal.platform.Outcome;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.InvalidInputException;
import id.bekal.platform.web.NewIds;
import id.bekal.platform.web.Page;
import id.bekal.platform.web.PageRequest;
import id.bekal.platform.web.ShownOnce;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The caller's institution's webhooks. */
@RestController
@RequestMapping("/api/webhooks")
@Tag(name = "webhooks")
class WebhookController {

    private static final String SECRET = "secret";
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    /**
     * @param types by name, {@code ProgramCompleted}; left out: all
     * @param order PARALLEL if left out
     * @param after what the feed has after this number is sent; left out: what is to come
     */
    record NewWebhook(
            @NotBlank String url,
            @Nullable @Size(max = 200) String description,
            @Nullable @Size(max = 100) List<@NotBlank String> types,
            @Nullable DeliveryOrder order,
            @Nullable @PositiveOrZero Long after,
            @NotNull SignatureKind signature) {}

    /**
     * @param types by name; left out: all
     * @param order PARALLEL if left out
     */
    record ChangedWebhook(
            @NotBlank String url,
            @Nullable @Size(max = 200) String description,
            @Nullable @Size(max = 100) List<@NotBlank String> types,
            @Nullable DeliveryOrder order) {}

    /**
     * @param overlap how long the former keys go on signing, {@code PT24H}; the setting's if left
     *     out
     */
    record NewSecret(@Nullable Duration overlap) {}

    /**
     * @param after gives up what has not arrived up to this number; left out: nothing
     */
    record Activation(@Nullable @PositiveOrZero Long after) {}

    /**
     * By numbers, or by when something was appended to the feed.
     *
     * @param from the first number
     * @param to the last; left out: the feed's last
     * @param until before then; left out: all that there is
     */
    record NewReplay(
            @Nullable @PositiveOrZero Long from,
            @Nullable @PositiveOrZero Long to,
            @Nullable Instant since,
            @Nullable Instant until) {}

    /**
     * @param status what was answered; left out when nothing was
     * @param failure why nothing was
     * @param firstBytes how the answer begins, at most 256 bytes
     */
    record TestView(
            boolean delivered,
            @Nullable Integer status,
            Answer.@Nullable Failure failure,
            long latencyMs,
            @Nullable String firstBytes) {

        static TestView of(Answer answer) {
            return new TestView(
                    answer.isDelivered(),
                    answer.status(),
                    answer.failure(),
                    answer.latency().toMillis(),
                    answer.firstBytes());
        }
    }

    /**
     * @param event the delivery's {@code webhook-id}
     */
    record AttemptView(
            long number,
            String event,
            Instant at,
            @Nullable Integer status,
            Answer.@Nullable Failure failure,
            long latencyMs,
            @Nullable String firstBytes) {

        static AttemptView of(Attempt attempt) {
            return new AttemptView(
                    attempt.number(),
                    attempt.event(),
                    attempt.at(),
                    attempt.status(),
                    attempt.failure(),
                    attempt.latencyMs(),
                    attempt.firstBytes());
        }
    }

    private final KeepingWebhooks keeping;
    private final ShownOnce shownOnce;
    private final Answers answers;

    WebhookController(KeepingWebhooks keeping, ShownOnce shownOnce, Answers answers) {
        this.keeping = keeping;
        this.shownOnce = shownOnce;
        this.answers = answers;
    }

    private WebhookView view(Webhook webhook) {
        return WebhookView.of(webhook, keeping.status(webhook));
    }

    @PostMapping
    @Allowed(Action.WEBHOOK_MANAGE)
    @Operation(
            summary = "Adds a webhook",
            description =
                    "With HMAC the answer has a member secret, once: a replay of the answer lacks"
                            + " it. Who lost it asks for a new one.")
    ResponseEntity<?> add(@Valid @RequestBody NewWebhook webhook, Caller caller) {
        Outcome<Webhook> outcome =
                keeping.add(
                        new AddWebhook(
                                new WebhookId(NewIds.forRequest("webhook")),
                                caller.institution(),
                                wish(
                                        webhook.url(),
                                        webhook.description(),
                                        webhook.types(),
                                        webhook.order()),
                                webhook.signature(),
                                webhook.after()),
                        secret -> shownOnce.add(SECRET, secret));
        return answers.created(outcome, added -> "/api/webhooks/" + added.id(), this::view);
    }

    private static Webhook.Wish wish(
            String url,
            @Nullable String description,
            @Nullable List<String> types,
            @Nullable DeliveryOrder order) {
        Set<String> wanted = FeedQuery.types(types == null ? null : String.join(",", types));
        return new Webhook.Wish(
                url.strip(), description, wanted, order == null ? DeliveryOrder.PARALLEL : order);
    }

    @GetMapping
    @Allowed(Action.WEBHOOK_READ)
    Page<WebhookView> list(Caller caller) {
        return new Page<>(keeping.of(caller.institution()).stream().map(this::view).toList(), null);
    }

    @GetMapping("/{id}")
    @Allowed(Action.WEBHOOK_READ)
    ResponseEntity<?> read(@PathVariable WebhookId id, Caller caller) {
        return answers.ok(keeping.find(id, caller.institution()), this::view);
    }

    @PutMapping("/{id}")
    @Allowed(Action.WEBHOOK_MANAGE)
    @Operation(
            summary = "Changes a webhook",
            description = "What waits for its next try is tried at once.")
    ResponseEntity<?> change(
            @PathVariable WebhookId id, @Valid @RequestBody ChangedWebhook webhook, Caller caller) {
        return answers.ok(
                keeping.change(
                        id,
                        caller.institution(),
                        wish(
                                webhook.url(),
                                webhook.description(),
                                webhook.types(),
                                webhook.order())),
                this::view);
    }

    @DeleteMapping("/{id}")
    @Allowed(Action.WEBHOOK_MANAGE)
    ResponseEntity<?> delete(@PathVariable WebhookId id, Caller caller) {
        keeping.delete(id, caller.institution());
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{id}/secrets")
    @Allowed(Action.WEBHOOK_MANAGE)
    @Operation(
            summary = "Gives a webhook a new key",
            description =
                    "The former ones sign beside it for the overlap, 24 hours unless set. With HMAC"
                            + " the answer has a member secret, once.")
    ResponseEntity<?> addKey(
            @PathVariable WebhookId id,
            @RequestBody(required = false) @Nullable NewSecret secret,
            Caller caller) {
        Optional<Duration> overlap = Optional.ofNullable(secret).map(NewSecret::overlap);
        overlap.filter(length -> length.isNegative() || length.compareTo(LONGEST_OVERLAP) > 0)
                .ifPresent(
                        length -> {
                            throw new InvalidInputException("overlap", "OUT_OF_RANGE");
                        });
        return answers.ok(
                keeping.addKey(
                        id, caller.institution(), overlap, told -> shownOnce.add(SECRET, told)),
                this::view);
    }

    @PostMapping("/{id}/tests")
    @Allowed(Action.WEBHOOK_MANAGE)
    @Operation(
            summary = "Sends a test event now and tells what was answered",
            description = "Its type is id.bekal.webhook.Test.v1 and its number 0.")
    TestView test(@PathVariable WebhookId id, Caller caller) {
        return TestView.of(keeping.test(id, caller.institution()));
    }

    @PostMapping("/{id}/activation")
    @Allowed(Action.WEBHOOK_MANAGE)
    @Operation(
            summary = "Sends again, from the first number on that has not arrived",
            description =
                    "What waits for its next try is tried at once. With after, what has not arrived"
                            + " up to that number is given up.")
    ResponseEntity<?> activate(
            @PathVariable WebhookId id,
            @Valid @RequestBody(required = false) @Nullable Activation activation,
            Caller caller) {
        return answers.ok(
                keeping.activate(
                        id, caller.institution(), activation == null ? null : activation.after()),
                this::view);
    }

    @PostMapping("/{id}/deactivation")
    @Allowed(Action.WEBHOOK_MANAGE)
    @Operation(
            summary = "Sends nothing until it is activated",
            description = "What comes meanwhile waits in the feed, as long as the feed keeps it.")
    ResponseEntity<?> deactivate(@PathVariable WebhookId id, Caller caller) {
        return answers.ok(keeping.deactivate(id, caller.institution()), this::view);
    }

    @PostMapping("/{id}/replays")
    @Allowed(Action.WEBHOOK_MANAGE)
    @Operation(
            summary = "Sends a part of the feed again",
            description =
                    "From a number to a number, or from a time to a time; one part at a time. The"
                            + " events have the same webhook-id as before.")
    ResponseEntity<?> replay(
            @PathVariable WebhookId id, @Valid @RequestBody NewReplay replay, Caller caller) {
        return answers.ok(begin(id, replay, caller), this::view);
    }

    private Outcome<Webhook> begin(WebhookId id, NewReplay replay, Caller caller) {
        Long from = replay.from();
        Instant since = replay.since();
        if (from != null && since == null && replay.until() == null) {
            return keeping.replay(id, caller.institution(), from, replay.to());
        }
        if (since != null && from == null && replay.to() == null) {
            return keeping.replay(id, caller.institution(), since, replay.until());
        }
        throw new InvalidInputException(from == null ? "from" : "since", "NUMBERS_OR_TIMES");
    }

    @GetMapping("/{id}/attempts")
    @Allowed(Action.WEBHOOK_READ)
    @Operation(summary = "Lists the last attempts to deliver, the latest first; 1000 are kept")
    Page<AttemptView> attempts(
            @PathVariable WebhookId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            Caller caller) {
        PageRequest page = PageRequest.of(cursor, limit);
        List<Attempt> found =
                keeping.attempts(
                        id,
                        caller.institution(),
                        Optional.ofNullable(page.after()).map(WebhookController::sequence),
                        page.limit() + 1);
        List<Attempt> shown = found.stream().limit(page.limit()).toList();
        String next =
                found.size() > shown.size()
                        ? Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(
                                        Long.toString(shown.getLast().sequence())
                                                .getBytes(StandardCharsets.UTF_8))
                        : null;
        return new Page<>(shown.stream().map(AttemptView::of).toList(), next);
    }

    private static long sequence(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new InvalidInputException("cursor", "MALFORMED");
        }
    }
}
