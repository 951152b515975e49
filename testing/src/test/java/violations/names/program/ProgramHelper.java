package violations.names.program;

class ProgramHelper {}
