// The linter's settings: style is left alone, what is wrong or unused is found.

import globals from "globals";

export default [
  { ignores: ["**/vendor/**", "**/static/**", "**/node_modules/**", ".venv/**", "out/**"] },
  {
    files: ["**/*.js"],
    languageOptions: { globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-undef": "error", "no-unused-vars": "error", "no-shadow": ["error", { builtinGlobals: false }],
      "no-redeclare": "error", "prefer-const": "error", "no-var": "error", eqeqeq: "error",
      "no-use-before-define": ["error", { functions: false }], "no-empty": "error",
      "no-implicit-globals": "error", "no-unreachable": "error", "no-dupe-keys": "error",
      "no-cond-assign": "error", "no-fallthrough": "error", "use-isnan": "error",
      "valid-typeof": "error", "no-self-assign": "error", "no-useless-return": "error",
      "no-promise-executor-return": "off", "require-await": "error", "no-unsafe-finally": "error",
      "no-constant-condition": "error", "no-loss-of-precision": "error",
    },
  },
  { files: ["tests/js/**/*.js", "eslint.config.js"], languageOptions: { globals: globals.node } },
];
