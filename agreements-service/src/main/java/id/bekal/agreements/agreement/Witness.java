package id.bekal.agreements.agreement;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/** Who is present when a party signs; binds nobody. */
public record Witness(
        @NotBlank @Size(max = 120) String name,
        @NotBlank @Size(max = 160) String office,
        @Nullable @Size(max = 200) String mandate) {}
