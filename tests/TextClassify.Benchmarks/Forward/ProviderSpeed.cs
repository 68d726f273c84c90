using System.Globalization;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Forward;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Settings;
using TextClassify.Training.Nets;

namespace TextClassify.Benchmarks.Forward;

/// <summary>
/// The service's graph on each execution provider of this build: the same answers, texts a second by batch, and what a run costs beside its
/// tokens.
/// </summary>
internal static class ProviderSpeed
{
    /// <summary>Largest difference of a logit or of a token's share between two providers.</summary>
    public const float Tolerance = 1e-3f;

    private const int Length = 20;

    private static readonly int[] Batches = [1, 2, 4, 8, 16, 32, 128, 512];

    /// <exception cref="InvalidOperationException">Two providers give different answers.</exception>
    public static string Measure(CrnnOptions options, TimeSpan budget)
    {
        using var sample = SampleNet.Create(options);
        var shape = new ForwardShape(SampleNet.Classes, options.Aspects, options.StateWidth, options.WordWidth);
        var (cpu, _) = Open(sample, ExecutionProvider.Cpu);
        var (other, report) = Open(sample, ExecutionProvider.Auto);
        using var first = cpu;
        using var second = other;
        bool hasCuda = report.Effective is ExecutionProvider.Cuda;
        GraphSession[] sessions = hasCuda ? [cpu, other] : [cpu];
        string[] names = hasCuda ? ["Cpu", "Cuda"] : ["Cpu"];

        var table = new MarkdownTable(["batch", "tokens", .. names.SelectMany(name => new[] { $"{name} ms", $"{name} texts/s" })]);
        var points = names.Select(_ => new List<(double Tokens, double Milliseconds)>()).ToArray();
        float apart = 0;
        foreach (int batch in Batches)
        {
            var rows = SampleNet.Rows(batch, Length);
            var results = sessions.Select(_ => new ForwardResult[batch]).ToArray();
            var times = Samples.Interleave(
                warmUp: 5, least: 20, budget, [.. sessions.Select((session, index) => (Action)(() => Run(session, rows, results[index])))]);
            apart = hasCuda ? Math.Max(apart, Apart(results[0], results[1])) : 0;
            for (int i = 0; i < sessions.Length; i++)
            {
                points[i].Add((batch * Length, times[i].Median));
            }

            table.Add([
                Text(batch, "F0"), Text(Length, "F0"),
                .. times.SelectMany(time => new[] { Text(time.Median, "F3"), Text(batch / time.Median * 1_000, "N0") })]);
        }

        if (!(apart <= Tolerance))
        {
            throw new InvalidOperationException($"The providers' answers are {apart} apart; {Tolerance} is allowed.");
        }

        var costs = names.Select((name, index) => $"{name} {Text(RunCost(points[index]), "F0")}");
        string parity = hasCuda ? $"largest difference of a logit or a share {apart:G2}" : report.Reason;
        return $"{table}\nA run's own cost in tokens (`Inference:RunCostTokens`): {string.Join(", ", costs)}. Cuda: {parity}\n";

        void Run(GraphSession session, ReadOnlyMemory<int>[] rows, ForwardResult[] results) =>
            ForwardRun.Run(session, shape, rows, Length, ForwardOutputs.Logits | ForwardOutputs.Evidence, results);
    }

    /// <summary>Where the line of least relative squares through (tokens, time) meets no tokens, over its slope.</summary>
    private static double RunCost(List<(double Tokens, double Milliseconds)> points)
    {
        double weights = points.Sum(point => Weight(point.Milliseconds));
        double x = points.Sum(point => Weight(point.Milliseconds) * point.Tokens) / weights;
        double y = points.Sum(point => Weight(point.Milliseconds) * point.Milliseconds) / weights;
        double slope = points.Sum(point => Weight(point.Milliseconds) * (point.Tokens - x) * (point.Milliseconds - y))
            / points.Sum(point => Weight(point.Milliseconds) * (point.Tokens - x) * (point.Tokens - x));
        return (y / slope) - x;

        static double Weight(double milliseconds) => 1 / (milliseconds * milliseconds);
    }

    private static float Apart(ForwardResult[] left, ForwardResult[] right) => left.Zip(right).Max(pair => Math.Max(
        Apart(pair.First.Logits, pair.Second.Logits), Apart(pair.First.Evidence, pair.Second.Evidence)));

    private static float Apart(float[] left, float[] right) => left.Zip(right).Max(pair => Math.Abs(pair.First - pair.Second));

    private static (GraphSession Session, ExecutionProviderReport Report) Open(SampleNet sample, ExecutionProvider provider) =>
        new SessionFactory(new InferenceOptions { ExecutionProvider = provider }).Open(SampleNet.GraphIn(sample.Folder));

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
