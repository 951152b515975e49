package violations.adapters.program;

import violations.adapters.program.messaging.ProgramEvents;

class KnowsItsConsumer {

    ProgramEvents events = new ProgramEvents();
}
