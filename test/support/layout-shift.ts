/** For the head of a page: adds up how far what is seen moves without anybody having touched it, in `window.layoutShift`. */
export const WATCH_LAYOUT_SHIFT = `
  window.layoutShift = 0;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) layoutShift += value;
  }).observe({ type: 'layout-shift', buffered: true });
`;
