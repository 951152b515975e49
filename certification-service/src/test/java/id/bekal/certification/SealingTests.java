package id.bekal.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.bekal.contracts.training.SealedHolders;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

class SealingTests {

    private final CertificationApplication application = new CertificationApplication();

    @Test
    void refusesToStartWithoutAKey() {
        assertThatThrownBy(() -> application.unsealer("", JsonMapper.shared()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bekal.sealing.private-keys")
                .hasMessageContaining("docs/operations.md");
    }

    @Test
    void opensWhatTrainingSealed() {
        var program = CompletedProgram.of("blk-madiun").graduates(1);
        assertThat(
                        application
                                .unsealer(CompletedProgram.privateKeys(), JsonMapper.shared())
                                .open(program.event().sealedHolders(), SealedHolders.class)
                                .holders())
                .singleElement()
                .satisfies(holder -> assertThat(holder.name()).isEqualTo(program.name(0)));
    }
}
