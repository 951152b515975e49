package id.bekal.agreements.agreement;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * Who signs for a party.
 *
 * @param capacity on whose behalf, such as "acting head"
 * @param mandate reference of the letter (surat kuasa) that entitles to sign
 */
public record Signatory(
        @NotBlank @Size(max = 120) String name,
        @NotBlank @Size(max = 160) String office,
        @Nullable @Size(max = 200) String capacity,
        @Nullable @Size(max = 200) String mandate) {}
