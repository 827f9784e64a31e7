import { useMemo } from "react";
import {
  type Baseline,
  baselineOf,
  type ConfigDraft,
  changesBetween,
  changesOf,
  type DraftName,
  type DraftValue,
  rebased,
  withValue,
} from "#components/team/configuration/config-draft.ts";
import { useTeam } from "#components/team/team-context.tsx";
import type { TeamConfigJson } from "#lib/http/resources/teams.ts";

const nothing: ConfigDraft = {};

/** What is typed, on top of what is saved now; and what somebody else has saved since the typing began. */
export function useDraft(config: TeamConfigJson) {
  const { team, draft, setDraft, draftBase, setDraftBase } = useTeam();
  const baseline = useMemo(() => baselineOf(team, config), [team, config]);
  const changes = useMemo(() => changesOf(baseline, draft), [baseline, draft]);
  const isTyped = changes.length > 0;
  const begun: Baseline = (isTyped && draftBase) || baseline;
  const theirs = useMemo(
    () => (begun.version === baseline.version ? [] : changesBetween(begun, baseline)),
    [begun, baseline],
  );
  // A change that this form does not show, such as of the type, is none to stop for.
  const base = theirs.length > 0 ? begun : baseline;

  function change(name: DraftName, value: DraftValue) {
    if (!isTyped) setDraftBase(baseline);
    setDraft((before) => withValue(baseline, before, name, value));
  }

  function discard() {
    setDraft(nothing);
    setDraftBase(null);
  }

  /** They have been told of the others' changes: what is left of the draft goes on top of them. */
  function accept() {
    setDraft((before) => rebased(baseline, before));
    setDraftBase(baseline);
  }

  function drop(name: DraftName) {
    setDraft(({ [name]: _, ...rest }) => rest);
  }

  function restore(before: ConfigDraft) {
    setDraft(before);
    setDraftBase(baseline);
  }

  return { baseline, base, draft, changes, theirs, change, discard, accept, drop, restore };
}
