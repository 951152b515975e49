/** Staff accounts over HTTP, for those who administer them. */
@NullMarked
package id.bekal.identity.account.web;

import org.jspecify.annotations.NullMarked;
