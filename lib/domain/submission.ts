/** Which of what was sent can be shown. */
export const submissionFilters = ['all', 'refused', 'copies', 'deleted'] as const;
export type SubmissionFilter = (typeof submissionFilters)[number];

/** How something came: by itself, within an archive, or as pages of a document that was split. */
export const submissionMethods = ['upload', 'archive', 'split'] as const;
export type SubmissionMethod = (typeof submissionMethods)[number];
