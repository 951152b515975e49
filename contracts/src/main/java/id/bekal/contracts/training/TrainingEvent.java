package id.bekal.contracts.training;

import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.Topic;

/** What training-service publishes. */
@Topic("bekal.training.v1")
public sealed interface TrainingEvent extends DomainEvent
        permits ProgramPlanned,
                ProgramOpened,
                LearnerEnrolled,
                LearnerWithdrawn,
                LearnerTransferred,
                LearnerReleased,
                LearnersMerged,
                LearnerErased,
                ProgramStarted,
                ProgramPaused,
                ProgramResumed,
                SessionHeld,
                UnitAssessed,
                ProgramCompleted,
                ProgramCancelled {}
