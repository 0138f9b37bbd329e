/** Which of what was sent can be shown. */
export const submissionFilters = ['all', 'refused', 'copies', 'deleted'] as const;
export type SubmissionFilter = (typeof submissionFilters)[number];
