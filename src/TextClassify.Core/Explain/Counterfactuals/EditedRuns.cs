namespace TextClassify.Explain.Counterfactuals;

/// <summary>Writes edited texts, reads them as the model does, and runs them in blocks. Counts what it runs.</summary>
/// <param name="request">The text, with its source.</param>
/// <param name="model">Runs the rows.</param>
/// <param name="blockTokens">Most tokens sent in one call, one row at least.</param>
internal sealed class EditedRuns(ExplanationQuery request, IForwardPass model, int blockTokens)
{
    public int Calls { get; private set; }

    public TimeSpan Queue { get; private set; }

    public TimeSpan Compute { get; private set; }

    public SourceText Source { get; } = request.Source
        ?? throw new ArgumentException("The request has no source; a counterfactual is a text.", nameof(request));

    public string Write(EditSet edits) => EditedText.Write(Source, request.Text.Tokens.Span, edits);

    public void Add(int calls, TimeSpan queue, TimeSpan compute)
    {
        Calls += calls;
        Queue += queue;
        Compute += compute;
    }

    /// <summary>The text as a caller would send it, or null where it holds no token, or other ones than the edits say.</summary>
    /// <param name="edits">What is done to the text.</param>
    /// <param name="aligned">
    /// Whether the tokens must be those the edits leave: a deletion may join two words, a word may be read as two. Those that a cut text
    /// moves in from behind its limit may follow.
    /// </param>
    public Attempt? Read(EditSet edits, bool aligned)
    {
        var encoded = Source.Encoder.Encode(Write(edits));
        int[] expected = edits.Apply(request.Text.Ids.Span);
        bool fits = encoded.Ids.Span.StartsWith(expected) && (encoded.Length == expected.Length || request.Text.Truncated);
        return encoded.Length > 0 && (fits || !aligned) ? new Attempt(edits, encoded.Ids, []) : null;
    }

    /// <summary>What the model says of each attempt, in their order.</summary>
    public async Task<Attempt[]> RunAsync(IReadOnlyList<Attempt> attempts, CancellationToken cancellationToken)
    {
        var done = new Attempt[attempts.Count];
        var rows = new List<ReadOnlyMemory<int>>();
        for (int start = 0; start < done.Length; start += rows.Count)
        {
            rows.Clear();
            int tokens = 0;
            for (int next = start; next < done.Length && (rows.Count == 0 || tokens + attempts[next].Ids.Length <= blockTokens); next++)
            {
                rows.Add(attempts[next].Ids);
                tokens += attempts[next].Ids.Length;
            }

            var batch = await model.RunAsync(rows, ForwardOutputs.Logits, cancellationToken).ConfigureAwait(false);
            Add(rows.Count, batch.Queue, batch.Compute);
            for (int row = 0; row < rows.Count; row++)
            {
                done[start + row] = attempts[start + row] with { Logits = batch.Results[row].Logits };
            }
        }

        return done;
    }
}
