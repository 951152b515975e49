package violations.deep.program.store;

class ProgramStore {}
