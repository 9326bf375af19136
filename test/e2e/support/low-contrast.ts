/**
 * An expression for a page: the texts on it whose colour differs from what is behind them by less than WCAG asks for,
 * 4.5 to 1. Boxes of an SVG are judged by what they are filled with.
 */
export const LOW_CONTRAST = `(() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = (color) => {
    const [r, g, b] = channels(color).slice(0, 3).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const isSeen = (color) => channels(color).length < 4 || channels(color)[3] > 0;
  const behind = (element) => {
    for (let one = element; one !== null; one = one.parentElement) {
      const rect = one.tagName === 'g' ? one.querySelector('rect') : null;
      if (rect !== null) return getComputedStyle(rect).fill;
      const { backgroundColor } = getComputedStyle(one);
      if (isSeen(backgroundColor)) return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  const found = [];
  for (const element of document.body.querySelectorAll('*')) {
    const text = [...element.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ data }) => data.trim()).join('');
    if (text === '' || element.getClientRects().length === 0) continue;
    const style = getComputedStyle(element);
    const [light, dark] = [luminance(element.tagName === 'text' ? style.fill : style.color), luminance(behind(element))].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < 4.5) found.push(ratio.toFixed(2) + ' ' + text.slice(0, 40));
  }
  return found;
})()`;
