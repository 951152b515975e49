package id.bekal.agreements.institution;

import java.time.LocalDate;

/** An institution's class (I, IIA, IIB, III …) from a day on. */
public record DatedClassification(String classification, LocalDate since) implements Dated {}
