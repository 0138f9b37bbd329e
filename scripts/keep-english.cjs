/**
 * A build step for the widget library's dictionaries: keeps the English words and leaves 33 other languages out of what
 * browsers load (some 25 kB, compressed, on a page with a form). CommonJS, as the bundler's loaders are.
 */
module.exports = function keepEnglish(source) {
  const isOtherLanguage = (line) =>
    /^import .*"\.\.\/intl\/|^\s+"[a-z]{2}-[A-Z]{2}":/.test(line) && !line.includes('en-US');
  return source
    .split('\n')
    .filter((line) => !isOtherLanguage(line))
    .join('\n');
};
