import { expect, test } from "vitest";
import { describeSignIn } from "./describe-sign-in.ts";

const email = "ann@example.test";
const given = { email, isOperator: true, isGiven: true, generated: undefined, passwordWorks: true };
const generated = { ...given, isGiven: false, generated: "s3cret" };

test.each([
  ["set in the settings", given, [email, "as set in ADMIN_PASSWORD"]],
  ["set there, but not for this account", { ...given, passwordWorks: false }, [email, "as changed since"]],
  ["generated", generated, [email, "s3cret"]],
  ["generated, and changed since", { ...generated, passwordWorks: false }, [email, "as changed since"]],
  [
    "not known here",
    { ...generated, generated: undefined, passwordWorks: false },
    [email, "as set when it was first started"],
  ],
  [
    "of an address that is no operator's",
    { ...generated, isOperator: false, passwordWorks: false },
    ["an operator's (ADMIN_EMAIL counts at the first start only)", "theirs"],
  ],
])("a password %s", (_, options, [address, password]) => {
  expect(describeSignIn(options)).toEqual({ email: address, password });
});
