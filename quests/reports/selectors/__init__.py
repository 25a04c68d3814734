"""What employers and funders read; nothing here writes.

``attribution`` says whose enrolment a day counts for, ``learners`` are the nominative lines,
``overview`` their figures, ``team`` what a manager (and the learner) sees, ``journal`` who took
what out.
"""
