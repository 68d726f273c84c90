using System.Globalization;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Forward;
using TextClassify.Inference.Sessions;
using TextClassify.Training.Nets;

namespace TextClassify.Benchmarks.Forward;

/// <summary>Two texts of different length padded into one run, against a run each: where ForwardPlan should cut.</summary>
internal static class PaddingCost
{
    private const int ShortLength = 10;

    private static readonly int[] Paddings = [8, 16, 32, 64, 96, 128, 192];
    private static readonly int[] Both = [0, 1];
    private static readonly int[] OnlyLong = [0];
    private static readonly int[] OnlyShort = [1];

    public static string Measure(CrnnOptions options, TimeSpan budget)
    {
        using var sample = SampleNet.Create(options);
        var (session, _) = new SessionFactory(new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu }).Open(SampleNet.GraphIn(sample.Folder));
        using var opened = session;
        var shape = new ForwardShape(SampleNet.Classes, options.Aspects, options.StateWidth, options.WordWidth);
        string[] names = GraphOutputs.Names(ForwardOutputs.Logits);
        var results = new ForwardResult[2];

        var table = new MarkdownTable("padding, tokens", "one run ms", "two runs ms", "two over one");
        foreach (int padding in Paddings)
        {
            int length = ShortLength + padding;
            ReadOnlyMemory<int>[] rows = [.. SampleNet.Rows(1, length), .. SampleNet.Rows(1, ShortLength)];
            var together = new ForwardBlock(Both, length);
            var first = new ForwardBlock(OnlyLong, length);
            var second = new ForwardBlock(OnlyShort, ShortLength);
            var samples = Samples.Interleave(
                warmUp: 20,
                least: 100,
                budget,
                () => Run(together),
                () =>
                {
                    Run(first);
                    Run(second);
                });

            table.Add(
                padding.ToString(CultureInfo.InvariantCulture),
                Text(samples[0].Median, "F3"),
                Text(samples[1].Median, "F3"),
                Text(samples[1].Median / samples[0].Median, "F2") + "x");

            void Run(ForwardBlock block) => ForwardRun.Run(session, shape, rows, block, ForwardOutputs.Logits, names, results);
        }

        return table.ToString();
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
