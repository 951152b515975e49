package id.bekal.agreements.agreement;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/**
 * That a notice day before an end is dealt with.
 *
 * @param days before {@code until}
 * @param sent the day it was sent; absent when it was passed over for a nearer one
 */
public record Notice(int days, LocalDate until, @Nullable LocalDate sent) {}
