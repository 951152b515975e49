package violations.unmarked.program;

class Program {}
