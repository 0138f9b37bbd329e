import type { TrackingCategory, TrackingOption } from './record.ts';

export function categoryJson(category: TrackingCategory) {
  return {
    Name: category.name,
    Status: category.status,
    TrackingCategoryID: category.id,
    Options: category.options.filter((option) => option.status !== 'DELETED').map(optionJson),
  };
}

export function optionJson(option: TrackingOption) {
  return {
    TrackingOptionID: option.id,
    Name: option.name,
    Status: option.status,
    HasValidationErrors: false,
    IsDeleted: option.status === 'DELETED',
    IsArchived: option.status === 'ARCHIVED',
    IsActive: option.status === 'ACTIVE',
  };
}
