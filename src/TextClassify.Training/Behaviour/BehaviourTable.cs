using Spectre.Console;

namespace TextClassify.Training.Behaviour;

/// <summary>Results of one model or two on the console: failures by test, then examples of the last one's.</summary>
internal static class BehaviourTable
{
    /// <param name="console">Gets it.</param>
    /// <param name="packages">What was tested, for the head.</param>
    /// <param name="results">Of each, the same tests in the same order.</param>
    public static void Write(IAnsiConsole console, IReadOnlyList<string> packages, IReadOnlyList<IReadOnlyList<BehaviourResult>> results)
    {
        WriteRates(console, [.. packages.Select(ShortName)], results);
        foreach (var test in results[^1].Where(test => test.Failures > 0))
        {
            console.WriteLine($"{test.Suite}, {test.Test}:");
            foreach (var example in test.Examples)
            {
                console.WriteLine($"  {BehaviourSection.Example(example)}");
            }
        }
    }

    /// <summary>Failures by test alone.</summary>
    public static void WriteRates(
        IAnsiConsole console, IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<BehaviourResult>> results)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("suite").AddColumn("test").AddColumn("kind")
            .AddColumn(new TableColumn("cases").RightAligned());
        foreach (string name in names)
        {
            table.AddColumn(new TableColumn(Markup.Escape(name)).RightAligned());
        }

        foreach (var (index, test) in results[0].Index())
        {
            table.AddRow(
            [
                Markup.Escape(test.Suite), Markup.Escape(test.Test), test.Kind.ToString().ToLowerInvariant(),
                BehaviourSection.Number(results.Max(tests => tests[index].Cases)),
                .. results.Select(tests => BehaviourSection.Rate(tests[index])),
            ]);
        }

        console.Write(table);
        console.WriteLine("Failures of each test. A dash: the package lacks the labels that the test speaks of.");
    }

    private static string ShortName(string package)
    {
        string folder = Path.GetFullPath(package.TrimEnd('/', Path.DirectorySeparatorChar));
        return $"{Path.GetFileName(Path.GetDirectoryName(folder))} {Path.GetFileName(folder)}";
    }
}
