import { element } from './element.ts';

/** A button that turns the page light or dark, whatever the system prefers. */
export function themeButton(): HTMLElement {
  const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
  const button = element('button', { type: 'button', class: 'theme' });
  const root = document.documentElement;
  const isDark = () => (root.dataset.theme ?? (systemIsDark.matches ? 'dark' : 'light')) === 'dark';
  const tell = () => (button.textContent = isDark() ? 'Light colours' : 'Dark colours');
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    tell();
  });
  systemIsDark.addEventListener('change', tell);
  tell();
  return button;
}
