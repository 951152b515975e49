/** API clients over HTTP, for those who administer them. */
@NullMarked
package id.bekal.identity.client.web;

import org.jspecify.annotations.NullMarked;
