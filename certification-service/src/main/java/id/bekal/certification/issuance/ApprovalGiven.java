package id.bekal.certification.issuance;

import java.time.Instant;

/**
 * That a head let a program's certificates be issued.
 *
 * @param by the head's account
 */
public record ApprovalGiven(String by, Instant at) {}
