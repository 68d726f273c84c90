namespace TextClassify.Explain.Perturbation;

/// <summary>Scores the rows of <see cref="Occlusion"/> in blocks; one model call a window and one for the text itself.</summary>
internal static class OcclusionRun
{
    public static async Task<Explanation> ExplainAsync(
        ExplanationQuery request, OcclusionWindows windows, IForwardPass model, int blockTokens, CancellationToken cancellationToken)
    {
        var ids = request.Text.Ids;
        var special = request.Text.Special;
        var rule = request.Parameters.Removal;
        var run = await RowRun.StartAsync(request, model, blockTokens, cancellationToken).ConfigureAwait(false);
        float[] logits = new float[windows.Count * run.Logits.Length];
        int reached = await run.RunAsync(
            windows.Count,
            (index, row) => Occlusion.WriteRow(ids.Span, special, windows, index, rule, row),
            logits,
            RunStop.AfterOneBlock,
            cancellationToken).ConfigureAwait(false);

        double[] occluded = new double[windows.Count];
        return run.Explain(objective =>
        {
            // A window that the deadline left out has no effect.
            double full = objective.Of(run.Logits);
            occluded.AsSpan(reached).Fill(full);
            run.WriteValues(objective, logits, occluded.AsSpan(0, reached));
            float[] scores = new float[ids.Length];
            Occlusion.WriteScores(full, occluded, windows, scores);
            return objective.Attribution(scores);
        });
    }
}
