namespace TextClassify.Explain.Counterfactuals;

/// <summary>
/// A beam search over sets of edits, one more edit each round, so that another label is reached with few. The gradient orders the
/// edits, the model's answer for the edited text decides, and what turns out not to be needed is undone.
/// </summary>
/// <param name="goal">What is to be reached.</param>
/// <param name="moves">Finds the next edits.</param>
/// <param name="runs">Runs edited texts.</param>
/// <param name="limits">How widely to look.</param>
/// <param name="deadline">Seen before each round but the first.</param>
internal sealed class CounterfactualSearch(FlipGoal goal, EditMoves moves, EditedRuns runs, CounterfactualLimits limits, Deadline deadline)
{
    /// <summary>True when the deadline passed before the limits were reached.</summary>
    public bool Interrupted { get; private set; }

    /// <summary>An attempt that reaches the goal and none of whose edits can be undone alone; null when there is none within the
    /// limits.</summary>
    /// <param name="text">The text itself.</param>
    /// <param name="cancellationToken">Seen between runs.</param>
    public async Task<(Attempt Found, Attempt[] Undone)?> RunAsync(Attempt text, CancellationToken cancellationToken)
    {
        var seen = new HashSet<EditSet>();
        Attempt[] beam = [text];
        for (int round = 0; round < limits.MaxEdits && beam.Length > 0; round++)
        {
            if (round > 0 && deadline.Passed)
            {
                Interrupted = true;
                return null;
            }

            var next = new List<Attempt>();
            foreach (var attempt in beam)
            {
                foreach (var edits in await moves.FindAsync(attempt, cancellationToken).ConfigureAwait(false))
                {
                    if (seen.Add(edits) && runs.Read(edits, aligned: true) is { } read)
                    {
                        next.Add(read);
                    }
                }
            }

            var ranked = await RankAsync(next, cancellationToken).ConfigureAwait(false);
            if (ranked.Length > 0 && goal.IsReached(ranked[0].Logits))
            {
                return await ReduceAsync(ranked[0], text, cancellationToken).ConfigureAwait(false);
            }

            beam = ranked[..Math.Min(limits.Beam, ranked.Length)];
        }

        return null;
    }

    /// <summary>Undoes the least needed edit as long as the goal stays reached without it; ends with what each last one does.</summary>
    private async Task<(Attempt Found, Attempt[] Undone)> ReduceAsync(Attempt found, Attempt text, CancellationToken cancellationToken)
    {
        while (found.Edits.Count > 1)
        {
            var without = new List<Attempt>(found.Edits.Count);
            for (int token = 0; token < found.Edits.Tokens; token++)
            {
                if (found.Edits[token] != EditSet.Kept)
                {
                    without.Add(runs.Read(found.Edits.With(token, EditSet.Kept), aligned: false)!.Value);
                }
            }

            var ranked = await RankAsync(without, cancellationToken).ConfigureAwait(false);
            if (!goal.IsReached(ranked[0].Logits))
            {
                return (found, ranked);
            }

            found = ranked[0];
        }

        return (found, [text]);
    }

    /// <summary>Runs the attempts; nearest to the goal first, equal ones in their order.</summary>
    private async Task<Attempt[]> RankAsync(IReadOnlyList<Attempt> attempts, CancellationToken cancellationToken)
    {
        var run = await runs.RunAsync(attempts, cancellationToken).ConfigureAwait(false);
        float[] margins = Array.ConvertAll(run, attempt => goal.Margin(attempt.Logits));
        return Array.ConvertAll(EditCandidates.Largest(margins, run.Length), place => run[place]);
    }
}
