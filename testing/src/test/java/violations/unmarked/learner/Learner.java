package violations.unmarked.learner;

class Learner {}
