package id.bekal.platform.web;

import id.bekal.platform.security.DeniedException;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

import tools.jackson.core.JacksonException;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Answers what controllers throw. Unexpected failures are logged whole and answered without any
 * internals.
 */
@RestControllerAdvice
public class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final Problems problems;

    public ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler(NotFoundException.class)
    ResponseEntity<ProblemDetail> notFound(HttpServletRequest request) {
        return answer(request, HttpStatus.NOT_FOUND, "NOT_FOUND");
    }

    @ExceptionHandler(InvalidInputException.class)
    ResponseEntity<ProblemDetail> invalid(InvalidInputException e, HttpServletRequest request) {
        return problems.invalid(Problems.locale(request), Map.of(e.field(), e.code()));
    }

    @ExceptionHandler(MethodArgumentNotValidException.class)
    ResponseEntity<ProblemDetail> invalid(
            MethodArgumentNotValidException e, HttpServletRequest request) {
        Map<String, String> errors = new LinkedHashMap<>();
        e.getBindingResult()
                .getFieldErrors()
                .forEach(error -> errors.put(error.getField(), codeOf(error.getCode())));
        e.getBindingResult()
                .getGlobalErrors()
                .forEach(error -> errors.put(error.getObjectName(), codeOf(error.getCode())));
        return problems.invalid(Problems.locale(request), errors);
    }

    private static String codeOf(@Nullable String constraint) {
        return switch (constraint == null ? "" : constraint) {
            case "NotNull", "NotBlank", "NotEmpty" -> "REQUIRED";
            case "Size" -> "WRONG_LENGTH";
            case "Min", "Max", "Positive", "PositiveOrZero", "DecimalMin", "DecimalMax" ->
                    "OUT_OF_RANGE";
            default -> "MALFORMED";
        };
    }

    @ExceptionHandler(HttpMessageNotReadableException.class)
    ResponseEntity<ProblemDetail> unreadable(
            HttpMessageNotReadableException e, HttpServletRequest request) {
        for (@Nullable Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidInputException invalid) {
                return invalid(invalid, request);
            }
        }
        if (e.getCause() instanceof JacksonException json && !json.getPath().isEmpty()) {
            String path =
                    json.getPath().stream()
                            .map(
                                    reference ->
                                            reference.getPropertyName() == null
                                                    ? "[" + reference.getIndex() + "]"
                                                    : "." + reference.getPropertyName())
                            .collect(Collectors.joining())
                            .replaceFirst("^\\.", "");
            return problems.invalid(Problems.locale(request), Map.of(path, "MALFORMED"));
        }
        return answer(request, HttpStatus.BAD_REQUEST, "UNREADABLE_BODY");
    }

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    ResponseEntity<ProblemDetail> mismatch(
            MethodArgumentTypeMismatchException e, HttpServletRequest request) {
        // a malformed id in the path names nothing: the same answer as for an unknown one
        return e.getParameter().hasParameterAnnotation(PathVariable.class)
                ? notFound(request)
                : problems.invalid(Problems.locale(request), Map.of(e.getName(), "MALFORMED"));
    }

    @ExceptionHandler(PreconditionFailedException.class)
    ResponseEntity<ProblemDetail> precondition(HttpServletRequest request) {
        return answer(request, HttpStatus.PRECONDITION_FAILED, "VERSION_IS_STALE");
    }

    @ExceptionHandler(OptimisticLockingFailureException.class)
    ResponseEntity<ProblemDetail> stale(HttpServletRequest request) {
        return answer(request, HttpStatus.CONFLICT, "CHANGED_MEANWHILE");
    }

    @ExceptionHandler(DuplicateKeyException.class)
    ResponseEntity<ProblemDetail> duplicate(HttpServletRequest request) {
        return answer(request, HttpStatus.CONFLICT, "EXISTS_ALREADY");
    }

    @ExceptionHandler(MaxUploadSizeExceededException.class)
    ResponseEntity<ProblemDetail> tooLarge(HttpServletRequest request) {
        return answer(request, HttpStatus.CONTENT_TOO_LARGE, "TOO_LARGE");
    }

    @ExceptionHandler(AccessDeniedException.class)
    ResponseEntity<ProblemDetail> denied(AccessDeniedException e, HttpServletRequest request) {
        return answer(
                request,
                HttpStatus.FORBIDDEN,
                e instanceof DeniedException denied ? denied.code() : "SCOPE_MISSING");
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<ProblemDetail> other(Exception e, HttpServletRequest request) {
        if (e instanceof ErrorResponse known) {
            HttpStatusCode status = known.getStatusCode();
            String code =
                    switch (status.value()) {
                        case 404 -> "NOT_FOUND";
                        case 405 -> "METHOD_NOT_ALLOWED";
                        case 413 -> "TOO_LARGE";
                        case 415 -> "UNSUPPORTED_MEDIA_TYPE";
                        default -> "BAD_REQUEST";
                    };
            HttpHeaders headers = known.getHeaders();
            ResponseEntity<ProblemDetail> answer = answer(request, status, code);
            return ResponseEntity.status(status)
                    .headers(headers)
                    .contentType(
                            java.util.Objects.requireNonNull(answer.getHeaders().getContentType()))
                    .body(answer.getBody());
        }
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        return answer(request, HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL");
    }

    private ResponseEntity<ProblemDetail> answer(
            HttpServletRequest request, HttpStatusCode status, String code) {
        return problems.respond(problems.problem(Problems.locale(request), status, code));
    }
}
