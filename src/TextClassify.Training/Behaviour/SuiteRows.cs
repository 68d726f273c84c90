namespace TextClassify.Training.Behaviour;

/// <summary>Rows to train on that are made of a suite's minimum tests, whose first expected label is their label.</summary>
/// <param name="File">A suite, relative to the repository's folder of suites.</param>
internal sealed record SuiteRows(string File)
{
    /// <param name="start">The repository is this folder or above it.</param>
    /// <exception cref="DataException">The suite can't be read.</exception>
    public IReadOnlyList<LabelledText> Make(string start)
    {
        var suite = Suite.Load(Path.Combine(SuiteFolder.Of(start), File));
        return
        [
            .. suite.Tests.Where(test => test.Kind is TestKind.Minimum).SelectMany(test => Expansion.Of(suite, test)
                .Select(made => new LabelledText(made.Text, test.Expect[0]) { Source = File })),
        ];
    }
}
