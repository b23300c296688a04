// The rules of Odoo's own lint (test_lint and web/tooling), for today's eslint.
import js from "@eslint/js";
import globals from "globals";

const component = (member) => ({
    selector:
        "ClassDeclaration[superClass.name='Component']" +
        `:not(:has(ClassBody.body > PropertyDefinition[key.name='${member}'][static='true']))`,
    message: `Component should declare static ${member}`,
});

export default [
    js.configs.recommended,
    {
        files: ["**/static/**/*.js"],
        languageOptions: {
            ecmaVersion: 2022,
            sourceType: "module",
            globals: { ...globals.browser, odoo: "readonly", luxon: "readonly", Chart: "readonly" },
        },
        rules: {
            "no-restricted-globals": ["error", "event", "self"],
            "no-duplicate-imports": "error",
            "no-unused-vars": ["error", { vars: "all", args: "none", caughtErrors: "all" }],
            "no-restricted-syntax": [
                "error",
                "PrivateIdentifier",
                component("props"),
                component("template"),
                {
                    selector: "CallExpression[callee.name='_t'] > :first-child[value=/(.*%s){2,}/]",
                    message: "Usage of _t function with multiple unnamed placeholders",
                },
                {
                    selector:
                        "CallExpression[callee.object.name='notificationService']" +
                        "[callee.property.name='add'] > Literal:first-child",
                    message: "String passed to 'notificationService.add()' should be translated.",
                },
            ],
            curly: ["error", "all"],
            "prefer-const": ["error", { destructuring: "all", ignoreReadBeforeAssign: true }],
            "arrow-body-style": ["error", "as-needed"],
        },
    },
];
