package id.bekal.platform.security;

import id.bekal.contracts.Id;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.access.Resource;
import id.bekal.platform.web.NotFoundException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks the table of rules before a handler runs: a token without the scope, or a caller without a
 * role that may, is 403; so is a caller whose institution stands in no relation that may but may
 * read the resource; for every other there is nothing: 404. A handler without a rule answers
 * nobody, and {@link #requireRules} stops its service from starting.
 *
 * <p>A route without an id is about the caller's institution's own things: its handler finds
 * nothing else.
 */
public final class AccessCheck implements HandlerInterceptor {

    private static final String OURS = "id.bekal.";

    private final Map<Resource, Relations> relations;

    public AccessCheck(Collection<Relations> relations) {
        this.relations = new EnumMap<>(Resource.class);
        relations.forEach(known -> this.relations.put(known.resource(), known));
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && isOurs(method) && !isOpen(method)) {
            Action action = actionOf(method);
            if (action == null) {
                throw new NotFoundException();
            }
            check(action, resourceId(request), CallerArgumentResolver.current());
        }
        return true;
    }

    private void check(Action action, @Nullable String id, Caller caller) {
        if (!action.scope().isEmpty() && !caller.scopes().contains(action.scope())) {
            throw new DeniedException("SCOPE_MISSING");
        }
        Set<Relation> needed = action.relationsFor(caller.roles());
        if (needed.isEmpty()) {
            throw new DeniedException("ROLE_MISSING");
        }
        if (needed.contains(Relation.ANY)) {
            return;
        }
        if (needed.equals(Set.of(Relation.REGION)) && !caller.isRegionalAuthority()) {
            throw new DeniedException("ROLE_MISSING");
        }
        if (id == null) {
            return;
        }
        Set<Relation> relations = relationsTo(action, id, caller);
        if (Collections.disjoint(needed, relations)) {
            if (mayRead(action.resource(), caller, relations)) {
                throw new DeniedException("RELATION_MISSING");
            }
            throw new NotFoundException();
        }
    }

    /** Who may read it is told why not; to everyone else there is nothing. */
    private static boolean mayRead(Resource resource, Caller caller, Set<Relation> relations) {
        return Action.reading(resource)
                .map(reading -> reading.relationsFor(caller.roles()))
                .filter(readers -> !Collections.disjoint(readers, relations))
                .isPresent();
    }

    private Set<Relation> relationsTo(Action action, String id, Caller caller) {
        Relations known = relations.get(action.resource());
        // what is no id names nothing: the same answer as for an unknown one
        return known == null || !Id.SHAPE.matcher(id).matches()
                ? Set.of()
                : known.of(id, caller.institution());
    }

    /** The first variable of the route's path, decoded. */
    private static @Nullable String resourceId(HttpServletRequest request) {
        if (!(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
                instanceof String pattern)) {
            return null;
        }
        int from = pattern.indexOf('{');
        if (from < 0) {
            return null;
        }
        String name = pattern.substring(from + 1, pattern.indexOf('}', from));
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                        instanceof Map<?, ?> variables
                ? (String) variables.get(name)
                : null;
    }

    /**
     * @throws IllegalStateException naming the handlers for which there is no rule, or whose
     *     resource's relations nobody tells
     */
    public void requireRules(Map<? extends Object, HandlerMethod> handlers) {
        List<String> without =
                handlers.entrySet().stream()
                        .filter(entry -> isOurs(entry.getValue()) && !isOpen(entry.getValue()))
                        .filter(entry -> !isDecidable(entry.getValue(), entry.getKey().toString()))
                        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                        .sorted()
                        .toList();
        if (!without.isEmpty()) {
            throw new IllegalStateException(
                    "no rule says who may ask for these; annotate them with @Allowed, and provide a"
                            + " Relations bean for the resource when the path names an id: "
                            + without);
        }
    }

    private boolean isDecidable(HandlerMethod method, String route) {
        Action action = actionOf(method);
        return action != null
                && (!route.contains("/{")
                        || relations.containsKey(action.resource())
                        || action.grants().stream()
                                .allMatch(grant -> grant.relation() == Relation.ANY));
    }

    private static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getName().startsWith(OURS);
    }

    private static boolean isOpen(HandlerMethod method) {
        return annotation(method, OpenToAll.class) != null;
    }

    /** The action a handler is; null when it names none. */
    public static @Nullable Action actionOf(HandlerMethod method) {
        Allowed allowed = annotation(method, Allowed.class);
        return allowed == null ? null : allowed.value();
    }

    private static <A extends java.lang.annotation.Annotation> @Nullable A annotation(
            HandlerMethod method, Class<A> type) {
        A own = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), type);
        return own == null
                ? AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), type)
                : own;
    }
}
