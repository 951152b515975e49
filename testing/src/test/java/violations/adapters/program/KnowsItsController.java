package violations.adapters.program;

import violations.adapters.program.web.ProgramController;

class KnowsItsController {

    ProgramController controller = new ProgramController();
}
