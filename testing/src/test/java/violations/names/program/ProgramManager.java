package violations.names.program;

class ProgramManager {}
