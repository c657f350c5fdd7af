/** SQL: that nobody has taken a rating out of the figures, or that it counts again. `$1` tenant; a condition on `feedback`. */
export const STILL_COUNTS =
  'not exists (select from excluded_rating where tenant_id = $1 and feedback_id = feedback.id and standing)';
