using System.Buffers.Text;
using System.Globalization;
using System.Text;
using TextClassify.Benchmarks.Http;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Forward;
using TextClassify.Inference.Serving;
using TextClassify.Numerics;
using TextClassify.Training.Data;

namespace TextClassify.Benchmarks.Load;

/// <summary>
/// Minutes at 70 % of saturation: each answer must be the one that its text gets alone in this process, none may fail, and the service's
/// memory may not grow once it has settled.
/// </summary>
internal static class Soak
{
    private const int Connections = 64;

    /// <summary>Padded in a batch or alone, a row's numbers agree to 1e-5; six digits are sent.</summary>
    private const double Tolerance = 1e-4;

    private const double MostGrowth = 0.05;

    private static readonly TimeSpan Measuring = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Piece = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MostSettling = TimeSpan.FromMinutes(10);

    /// <exception cref="DataException">An answer was wrong or missing, or memory grew; the message has the figures.</exception>
    public static async Task<string> RunAsync(
        string solution, ITextClassifier model, TimeSpan duration, CancellationToken cancellationToken)
    {
        string[] texts = LengthMix.Read(LengthMix.Both, DataFolder.Resolve(null));
        string[] labels = new string[texts.Length];
        double[] scores = new double[texts.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            (labels[i], scores[i]) = await AloneAsync(model, texts[i], cancellationToken);
        }

        byte[][] requests = [.. texts.Select(text => LoopbackClient.Request("/classify", LoadReport.Json(model.Manifest.Name, text)))];
        using var service = await ServiceProcess.StartAsync(solution, cancellationToken);
        using var load = new OpenLoop(service.Port, Connections);
        load.Run(requests, double.PositiveInfinity, Measuring, cancellationToken);
        double rate = 0.7 * load.Run(requests, double.PositiveInfinity, Measuring, cancellationToken).Achieved;

        long wrong = 0, failed = 0, right = 0;
        var memory = new List<double>();
        for (var spent = TimeSpan.Zero; spent < duration; spent += Piece)
        {
            failed += load.Run(requests, rate, Piece, cancellationToken, Compare).Refused;
            memory.Add(service.WorkingSet / (1024.0 * 1024));
        }

        // What settles: tiered compilation, pools, the collector's own sizes.
        int settling = Math.Min((memory.Count + 2) / 3, (int)(MostSettling / Piece));
        double settled = memory.Take(settling).Max();
        double growth = (memory.Skip(settling).DefaultIfEmpty(settled).Max() / settled) - 1;
        string summary = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {duration.TotalMinutes:F0} min at {rate:F0} requests/s (70 % of saturation), {texts.Length} texts of SST-2 and IMDB, on {Machine.Read()}:
            {right} answers right, {wrong} wrong, {failed} failed; resident memory {memory[0]:F0} MiB at first, {settled:F0} at most in the first {settling * Piece.TotalMinutes:F0} min,
            {100 * growth:F1} % above that later (target: at most 5 %).

            """);
        return wrong == 0 && failed == 0 && growth <= MostGrowth ? summary : throw new DataException(summary);

        void Compare(int request, LoopbackClient client)
        {
            if (IsAnswer(client.Body, labels[request], scores[request]))
            {
                right++;
            }
            else
            {
                // A refusal is counted by its status.
                wrong += client.Status == 200 ? 1 : 0;
            }
        }
    }

    private static bool IsAnswer(ReadOnlySpan<byte> body, string label, double score)
    {
        ReadOnlySpan<byte> expected = Encoding.UTF8.GetBytes($"\"results\":[{{\"label\":\"{label}\",\"score\":");
        int at = body.IndexOf(expected);
        return at >= 0
            && Utf8Parser.TryParse(body[(at + expected.Length)..], out double given, out _)
            && Math.Abs(given - score) <= Tolerance;
    }

    private static async Task<(string Label, double Score)> AloneAsync(
        ITextClassifier model, string text, CancellationToken cancellationToken)
    {
        var batch = await model.Forward.RunAsync([model.Encoder.Encode(text).Ids], ForwardOutputs.Logits, cancellationToken);
        float[] scores = new float[batch.Results[0].Logits.Length];
        Softmax.Write(batch.Results[0].Logits, model.Temperature, scores);
        int best = Array.IndexOf(scores, scores.Max());
        return (model.Labels[best], scores[best]);
    }
}
