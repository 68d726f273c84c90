using System.Globalization;
using Google.Protobuf;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Forward;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Settings;
using TextClassify.Models;
using TextClassify.Training.Nets;
using TextClassify.Training.Onnx.Schema;

namespace TextClassify.Benchmarks.Forward;

/// <summary>What every token's share of every logit costs: the service's graph when they are asked for, beside graphs that can't give
/// them.</summary>
internal static class EvidenceCost
{
    private static readonly int[] Batches = [1, 8, 32];
    private static readonly int[] Lengths = [10, 20, 40, 200];

    public static string Measure(CrnnOptions options, int threads, TimeSpan budget)
    {
        using var sample = SampleNet.Create(options);
        using var whole = Open(sample.Folder, threads, _ => true);
        using var without = Open(sample.Folder, threads, name => name != ForwardGraph.Evidence);
        using var again = Open(sample.Folder, threads, _ => true);
        using var logits = Open(sample.Folder, threads, name => name == ForwardGraph.Logits);
        var shape = new ForwardShape(SampleNet.Classes, options.Aspects, options.StateWidth, options.WordWidth);

        var table = new MarkdownTable(
            "batch", "tokens", "logits alone, ms", "all but evidence, ms", "the service's graph, ms", "with evidence, ms", "evidence adds");
        foreach (int batch in Batches)
        {
            var results = new ForwardResult[batch];
            foreach (int length in Lengths)
            {
                var rows = SampleNet.Rows(batch, length);
                var samples = Samples.Interleave(
                    warmUp: 20,
                    least: 30,
                    budget,
                    () => Run(logits, ForwardOutputs.Logits),
                    () => Run(without, ForwardOutputs.Logits),
                    () => Run(whole, ForwardOutputs.Logits),
                    () => Run(again, ForwardOutputs.Evidence));
                double share = (samples[3].Median / samples[1].Median) - 1;
                table.Add(
                    [
                        Text(batch, "F0"),
                        Text(length, "F0"),
                        .. samples.Select(times => Text(times.Median, "F3")),
                        Text(100 * share, "F1") + " %",
                    ]);

                void Run(GraphSession session, ForwardOutputs outputs) => ForwardRun.Run(session, shape, rows, length, outputs, results);
            }
        }

        return table.ToString();
    }

    private static GraphSession Open(string folder, int threads, Predicate<string> outputs)
    {
        string path = Path.Combine(folder, "cut.onnx");
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(SampleNet.GraphIn(folder)));
        GraphCut.Keep(model, outputs);
        File.WriteAllBytes(path, model.ToByteArray());
        return new SessionFactory(
            new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu, IntraOpThreads = threads }).Open(path).Session;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
