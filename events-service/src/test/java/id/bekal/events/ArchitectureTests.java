package id.bekal.events;

import id.bekal.testing.ServiceArchitecture;

import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void keepsTheRulesOfEveryService() {
        ServiceArchitecture.check("id.bekal.events");
    }
}
