package id.bekal.platform.security;

import id.bekal.contracts.access.Action;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the action of the table of rules ({@link Action}) that a handler, or each handler of a
 * controller, is. {@link AccessCheck} asks the table before the handler runs.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Allowed {
    Action value();
}
