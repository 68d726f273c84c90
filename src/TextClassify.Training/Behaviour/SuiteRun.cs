namespace TextClassify.Training.Behaviour;

/// <summary>Runs suites on a model.</summary>
/// <param name="labels">The model's classes.</param>
/// <param name="score">Gives each text's scores, [C], which sum to 1.</param>
internal sealed class SuiteRun(
    IReadOnlyList<string> labels, Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyList<double[]>>> score)
{
    // Scores move a little with anything; the same tolerance as Ribeiro et al. 2020.
    private const double Tolerance = 0.1;

    private const int MostExamples = 3;

    public async Task<IReadOnlyList<BehaviourResult>> RunAsync(IReadOnlyList<Suite> suites, CancellationToken cancellationToken)
    {
        var results = new List<BehaviourResult>();
        foreach (var suite in suites)
        {
            foreach (var test in suite.Tests)
            {
                results.Add(Applies(test)
                    ? await RunAsync(suite, test, cancellationToken)
                    : new(suite.Name, test.Name, test.Kind, 0, 0, []));
            }
        }

        return results;
    }

    /// <summary>A change that means nothing means nothing to any model.</summary>
    private bool Applies(SuiteTest test) => test.Kind is TestKind.Invariance || test.SpeaksOf(labels);

    private async Task<BehaviourResult> RunAsync(Suite suite, SuiteTest test, CancellationToken cancellationToken)
    {
        var cases = Expansion.Of(suite, test);
        var scores = await score([.. cases.SelectMany(made => made.Changed.Prepend(made.Text))], cancellationToken);
        var failures = new List<FailedCase>();
        int at = 0;
        foreach (var made in cases)
        {
            double[] own = scores[at++];
            string label = LabelOf(own);
            var changed = made.Changed.Select(text => (Text: text, Scores: scores[at++])).ToArray();
            if (changed.Length == 0 && !test.Expect.Contains(label))
            {
                failures.Add(new(made.Text, label));
            }
            else if (changed.FirstOrDefault(change => Breaks(test, own, change.Scores)) is { Text: not null } broken)
            {
                failures.Add(new(made.Text, label, broken.Text, LabelOf(broken.Scores)));
            }
        }

        return new(suite.Name, test.Name, test.Kind, cases.Count, failures.Count, [.. failures.Take(MostExamples)]);
    }

    private bool Breaks(SuiteTest test, double[] before, double[] after)
    {
        if (test.Kind is not TestKind.Direction)
        {
            return LabelOf(before) != LabelOf(after);
        }

        int raised = labels.Index().First(pair => pair.Item == test.Raises).Index;
        return after[raised] < before[raised] - Tolerance;
    }

    private string LabelOf(double[] scores) => labels[Array.IndexOf(scores, scores.Max())];
}
