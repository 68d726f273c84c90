using System.Globalization;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Forward;
using TextClassify.Language;
using TextClassify.Text;
using TextClassify.Training.Nets;

namespace TextClassify.Benchmarks.Language;

/// <summary>Characters a second of one stream on one core, with and without what <c>/generate</c> does around a step.</summary>
internal static class SteppingTimes
{
    private const int Length = 400;

    /// <param name="pass">The model, one thread a run.</param>
    /// <param name="narrow">A model of the same operators with next to nothing to multiply: what a step costs before it computes.</param>
    /// <param name="vocabulary">Its characters.</param>
    /// <param name="options">Its shape.</param>
    /// <param name="budget">How long to measure.</param>
    public static string Measure(
        ILanguagePass pass, ILanguagePass narrow, CharacterVocabulary vocabulary, CharacterNetOptions options, TimeSpan budget)
    {
        var row = SampleRow(vocabulary.Count);
        float[] logits = new float[pass.Shape.Characters], narrowLogits = new float[narrow.Shape.Characters];
        int[] narrowRow = SampleRow(narrow.Shape.Characters);
        int written = 0, runs = 0;
        var samples = Samples.Interleave(
            warmUp: 5, least: 20, budget, () => Step(pass, row, logits), Generate, () => Step(narrow, narrowRow, narrowLogits));
        double step = samples[0].Median / Length, generated =
            samples[1].Median / ((double)written / runs), started = samples[2].Median / Length;

        double square = ProductSpeed.Measure(512, budget / 4), vector = ProductSpeed.Measure(1, budget / 4);
        long products = StepCost.Of(options, vocabulary.Count);
        double speed = products / (step / 1_000);
        var table = new MarkdownTable("", "a character, µs", "characters/s");
        table.Add("steps alone", Text(step * 1_000, "F1"), Text(1_000 / step, "N0"));
        table.Add("sampled at temperature 1, as `/generate` writes", Text(generated * 1_000, "F1"), Text(1_000 / generated, "N0"));
        return table + string.Create(CultureInfo.InvariantCulture, $"""

            A step needs {products:N0} multiply-adds and makes {speed / 1e9:F2} G a second of them. ONNX Runtime's product makes {square / 1e9:F1} G a second of two
            matrices of 512 x 512, {vector / 1e9:F2} G of a row and such a matrix: a step reaches {speed / square:P1} of the first and {speed / vector:P0} of the second. The same
            operators over widths of 2, which leave next to nothing to multiply, take {started * 1_000:F1} µs a character, {started / step:P0} of a step: what starting them costs.

            """);

        static void Step(ILanguagePass pass, int[] row, float[] logits)
        {
            using var reader = pass.OpenReader();
            for (int i = 0; i < Length; i++)
            {
                // The gate is free, so the call completes on this thread.
                reader.ReadAsync(row[i], logits, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            }
        }

        void Generate()
        {
            var request = new GenerationRequest(new[] { CharacterVocabulary.EdgeId }, Length, new SamplingOptions(1, 0, 1, runs), []);
            var (characters, _) = Generation.RunAsync(
                pass, vocabulary, request, (_, _) => ValueTask.CompletedTask, CancellationToken.None).GetAwaiter().GetResult();
            written += characters + 1;
            runs++;
        }
    }

    private static int[] SampleRow(int characters)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Length).Select(_ => random.Next(2, characters))];
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
