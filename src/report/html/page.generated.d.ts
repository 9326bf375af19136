/** Types of page.generated.js, which scripts/generate-report-page.mjs makes from the folder `page`. */

/** The page's script, bundled and minified. */
export declare const PAGE_SCRIPT: string;
/** The page's style sheet, minified. */
export declare const PAGE_STYLE: string;
