using System.Globalization;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Forward;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Settings;
using TextClassify.Training.Nets;

namespace TextClassify.Benchmarks.Forward;

/// <summary>Two texts of different length padded into one run, against a run each: where BatchPlanner should stop.</summary>
internal static class PaddingCost
{
    private const int ShortLength = 10;

    private static readonly int[] Paddings = [8, 16, 32, 64, 96, 128, 192];

    public static string Measure(CrnnOptions options, TimeSpan budget)
    {
        using var sample = SampleNet.Create(options);
        var (session, _) = new SessionFactory(
            new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu }).Open(SampleNet.GraphIn(sample.Folder));
        using var opened = session;
        var shape = new ForwardShape(SampleNet.Classes, options.Aspects, options.StateWidth, options.WordWidth);
        var results = new ForwardResult[2];

        var table = new MarkdownTable("padding, tokens", "one run ms", "two runs ms", "two over one");
        foreach (int padding in Paddings)
        {
            int length = ShortLength + padding;
            ReadOnlyMemory<int>[] rows = [.. SampleNet.Rows(1, length), .. SampleNet.Rows(1, ShortLength)];
            var samples = Samples.Interleave(
                warmUp: 20,
                least: 100,
                budget,
                () => Run(rows, length),
                () =>
                {
                    Run(rows.AsSpan(0, 1), length);
                    Run(rows.AsSpan(1, 1), ShortLength);
                });

            table.Add(
                padding.ToString(CultureInfo.InvariantCulture),
                Text(samples[0].Median, "F3"),
                Text(samples[1].Median, "F3"),
                Text(samples[1].Median / samples[0].Median, "F2") + "x");

            void Run(ReadOnlySpan<ReadOnlyMemory<int>> block, int longest) =>
                ForwardRun.Run(session, shape, block, longest, ForwardOutputs.Logits, results.AsSpan(0, block.Length));
        }

        return table.ToString();
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
