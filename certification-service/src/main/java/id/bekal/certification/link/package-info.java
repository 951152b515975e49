/**
 * The learner's own way to all certificates, whoever issued them: links that staff hand out and
 * that the holder may end.
 */
@NullMarked
package id.bekal.certification.link;

import org.jspecify.annotations.NullMarked;
