/**
 * How to sign in, in words that are true at this start.
 * @param options.generated the password that the first start generated, if it did
 * @param options.passwordWorks whether the one of these two that is there still opens the account
 */
export function describeSignIn(options: {
  email: string;
  isOperator: boolean;
  isGiven: boolean;
  generated: string | undefined;
  passwordWorks: boolean;
}): { email: string; password: string } {
  const { email, isOperator, isGiven, generated, passwordWorks } = options;
  if (!isOperator) return { email: "an operator's (ADMIN_EMAIL counts at the first start only)", password: "theirs" };
  if (passwordWorks) return { email, password: isGiven ? "as set in ADMIN_PASSWORD" : (generated ?? "") };
  return { email, password: isGiven || generated ? "as changed since" : "as set when it was first started" };
}
