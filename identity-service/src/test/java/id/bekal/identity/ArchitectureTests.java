package id.bekal.identity;

import id.bekal.testing.ServiceArchitecture;

import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void keepsTheRules() {
        ServiceArchitecture.check("id.bekal.identity");
    }
}
