namespace TextClassify.Explain.Counterfactuals;

/// <summary>The edits that, to first order, bring an attempt nearest to the goal.</summary>
/// <param name="goal">What is to be reached.</param>
/// <param name="original">Ids of the text as it was sent; neighbours are those of its words.</param>
/// <param name="encoder">Knows the model's words.</param>
/// <param name="gradients">The model's backward pass.</param>
/// <param name="runs">Counts the runs.</param>
/// <param name="limits">Which edits, and how many.</param>
internal sealed class EditMoves(
    FlipGoal goal,
    ReadOnlyMemory<int> original,
    ITextEncoder encoder,
    IGradientPass gradients,
    EditedRuns runs,
    CounterfactualLimits limits)
{
    private readonly int _width = gradients.EmbeddingWidth;
    private Dictionary<int, int[]>? _neighbours;

    /// <summary>The attempt with one more edit each, best first.</summary>
    public async Task<IReadOnlyList<EditSet>> FindAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var (rising, falling) = goal.Rivals(attempt.Logits);
        float[] targets = new float[attempt.Logits.Length];
        new Contrast(rising, falling).WriteWeights(targets);
        float[] embeddings = new float[attempt.Ids.Length * _width], gradient = new float[embeddings.Length];
        gradients.Embed(attempt.Ids.Span, embeddings);
        var timing = await gradients.RunAsync(
            embeddings, attempt.Ids.Length, targets, new float[targets.Length], gradient, cancellationToken).ConfigureAwait(false);
        runs.Add(1, timing.Queue, timing.Compute);

        _neighbours ??= Neighbours(cancellationToken);
        return Rank(attempt, embeddings, gradient);
    }

    private List<EditSet> Rank(Attempt attempt, float[] embeddings, float[] gradient)
    {
        float[] deletions = new float[attempt.Ids.Length];
        EditCandidates.WriteDeletions(embeddings, gradient, _width, deletions);
        var moves = new List<(int Token, int Edit)>();
        var effects = new List<float>();
        float[] words = new float[limits.Neighbours * _width], replacements = new float[limits.Neighbours];
        for (int token = 0, place = 0; token < original.Length; token++)
        {
            if (attempt.Edits[token] == EditSet.Kept)
            {
                if (limits.Deletions)
                {
                    moves.Add((token, EditSet.Deleted));
                    effects.Add(deletions[place]);
                }

                int[] nearest = _neighbours![original.Span[token]];
                gradients.Embed(nearest, words);
                EditCandidates.WriteReplacements(
                    words, gradient.AsSpan(place * _width, _width), deletions[place], replacements.AsSpan(0, nearest.Length));
                for (int word = 0; word < nearest.Length; word++)
                {
                    moves.Add((token, nearest[word]));
                    effects.Add(replacements[word]);
                }
            }

            place += attempt.Edits[token] == EditSet.Deleted ? 0 : 1;
        }

        var extended = new List<EditSet>();
        foreach (int best in EditCandidates.Largest([.. effects], limits.Candidates))
        {
            extended.Add(attempt.Edits.With(moves[best].Token, moves[best].Edit));
        }

        return extended;
    }

    private Dictionary<int, int[]> Neighbours(CancellationToken cancellationToken)
    {
        int[] words = [.. new HashSet<int>(original.ToArray())];
        int[][] found = limits.Neighbours == 0
            ? Array.ConvertAll(words, _ => Array.Empty<int>())
            : NearestWords.Find(gradients, encoder, words, limits.Neighbours, cancellationToken);
        var neighbours = new Dictionary<int, int[]>(words.Length);
        for (int word = 0; word < words.Length; word++)
        {
            neighbours.Add(words[word], found[word]);
        }

        return neighbours;
    }
}
