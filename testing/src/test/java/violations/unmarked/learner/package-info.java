/** Says nothing of null. */
package violations.unmarked.learner;
