package id.bekal.agreements.agreement;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * What a party brings.
 *
 * @param category INSTRUCTORS, TOOLS, MATERIAL, VENUE, SECURITY, CERTIFICATES, COST, or another
 */
public record Obligation(
        @NotBlank @Size(max = 40) String category,
        @NotBlank @Size(max = 1000) String description) {}
