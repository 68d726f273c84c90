namespace TextClassify.Explain.Anchors;

/// <summary>
/// The beam search of Ribeiro et al. 2018 for the smallest rule under which the label holds with the precision asked for. Coverage falls by
/// half with each token, so the first size with such a rule has the largest. Which tokens to try next is read from draws that all of them
/// share; those draws choose and do not count, so that the precision of a rule is of fresh draws only.
/// </summary>
internal sealed class AnchorSearch(AnchorDraws draws, int players, AnchorOptions options)
{
    // Arms of one KL-LUCB race: more cost draws in proportion and rarely hold the winner.
    private const int Candidates = 8;
    private const int MostBatches = 12;

    private int _round = 1;

    /// <summary>The smallest rule that is precise enough, else the one whose lower bound is highest.</summary>
    public async Task<AnchorArm> RunAsync(CancellationToken cancellationToken)
    {
        List<AnchorArm> beam = [new(new bool[players], size: 0)];
        var best = beam[0];
        for (int size = 0; ; size++)
        {
            foreach (var arm in beam)
            {
                await VerifyAsync(arm, cancellationToken).ConfigureAwait(false);
                bool isSmallest = Holds(best) && best.Size < arm.Size;
                best = !isSmallest && Lower(arm) > Lower(best) ? arm : best;
            }

            if (Holds(best) || size == Math.Min(options.MaxSize, players) || draws.Exhausted)
            {
                return best;
            }

            beam = await SelectAsync(
                await ScreenAsync(beam, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
    }

    public bool Holds(AnchorArm arm) => Lower(arm) >= options.Threshold;

    public double Lower(AnchorArm arm) => KlBounds.Lower(arm.Precision, arm.Draws, Rate);

    public double Upper(AnchorArm arm) => KlBounds.Upper(arm.Precision, arm.Draws, Rate);

    private double Rate => KlBounds.Rate(Candidates * options.BeamSize, _round, options.Delta);

    private async Task DrawAsync(AnchorArm arm, CancellationToken cancellationToken)
    {
        await draws.DrawAsync(arm.Rule, options.BatchSize, (_, hit) => arm.Count(hit), cancellationToken).ConfigureAwait(false);
        _round++;
    }

    /// <summary>Draws until the bounds lie on one side of the threshold.</summary>
    private async Task VerifyAsync(AnchorArm arm, CancellationToken cancellationToken)
    {
        for (int batch = 0; batch < MostBatches && !draws.Exhausted && !Holds(arm) && Upper(arm) >= options.Threshold; batch++)
        {
            await DrawAsync(arm, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The most promising rules of one more token. A draw under a rule in which a token happened to stay is a draw under
    /// both.</summary>
    private async Task<List<AnchorArm>> ScreenAsync(List<AnchorArm> beam, CancellationToken cancellationToken)
    {
        var scored = new List<(double Score, AnchorArm Arm)>();
        foreach (var arm in beam)
        {
            int[] stayed = new int[players], held = new int[players];
            await draws.DrawAsync(
                arm.Rule,
                2 * options.BatchSize,
                (removed, hit) =>
                {
                    for (int player = 0; player < players; player++)
                    {
                        stayed[player] += removed.Span[player] ? 0 : 1;
                        held[player] += hit && !removed.Span[player] ? 1 : 0;
                    }
                },
                cancellationToken).ConfigureAwait(false);
            for (int player = 0; player < players; player++)
            {
                if (!arm.Rule[player])
                {
                    scored.Add(((held[player] + 1.0) / (stayed[player] + 2), arm.With(player)));
                }
            }
        }

        // Stable, so that ties go to the token that comes first.
        var ranked = System.Linq.Enumerable.OrderByDescending(scored, candidate => candidate.Score);
        var chosen = new List<AnchorArm>(Candidates);
        foreach (var (_, arm) in ranked)
        {
            if (chosen.Count < Candidates && !chosen.Exists(other => other.Rule.AsSpan().SequenceEqual(arm.Rule)))
            {
                chosen.Add(arm);
            }
        }

        return chosen;
    }

    /// <summary>KL-LUCB: draws from the weakest of the leaders and the strongest of the others until they are tau apart.</summary>
    private async Task<List<AnchorArm>> SelectAsync(List<AnchorArm> arms, CancellationToken cancellationToken)
    {
        foreach (var arm in arms)
        {
            await DrawAsync(arm, cancellationToken).ConfigureAwait(false);
        }

        while (true)
        {
            arms.Sort((a, b) => b.Precision.CompareTo(a.Precision) is not 0 and var order ? order : b.Draws.CompareTo(a.Draws));
            var leaders = arms.GetRange(0, Math.Min(options.BeamSize, arms.Count));
            AnchorArm? weakest = null, strongest = null;
            foreach (var arm in arms)
            {
                if (leaders.Contains(arm))
                {
                    weakest = weakest is null || Lower(arm) < Lower(weakest) ? arm : weakest;
                }
                else
                {
                    strongest = strongest is null || Upper(arm) > Upper(strongest) ? arm : strongest;
                }
            }

            if (weakest is null || strongest is null || Upper(strongest) - Lower(weakest) < options.Tau || draws.Exhausted)
            {
                return leaders;
            }

            await DrawAsync(weakest, cancellationToken).ConfigureAwait(false);
            await DrawAsync(strongest, cancellationToken).ConfigureAwait(false);
        }
    }
}
