using System.IO.Compression;
using System.Text.Json;
using TextClassify.Api.Classify;
using TextClassify.Api.Inputs;
using TextClassify.Api.Memory;
using TextClassify.Api.Settings;
using TextClassify.Forward;
using TextClassify.Inference.Serving;
using TextClassify.Storage.Records;
using TextClassify.Training.Data;

namespace TextClassify.Benchmarks.Recorded;

/// <summary>What the shipped model says of real texts, as the service keeps it at the level of evidence.</summary>
internal static class RealAnswers
{
    private const int Batch = 256;

    /// <summary>One item a text, in their order; its index is its place.</summary>
    public static async Task<StoredItem[]> OfAsync(
        ITextClassifier model, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var items = new List<StoredItem>();
        var limits = new LimitsOptions();
        for (int start = 0; start < texts.Count; start += Batch)
        {
            EncodedInput[] inputs =
            [
                .. texts.Skip(start).Take(Batch).Select(
                    text => InputEncoder.Encode(model, new InputItem(null, text, null), limits, severalAspects: false)),
            ];
            var recording = new Recording(
                model, MemoryLevel.Evidence, evidence: true, Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, cohort: null, block: 0,
                caller: null);
            var terms = new ForwardTerms(ForwardLane.Bulk, Partial: true, Deadline: null);
            var form = new AnswerForm(Top: null, Evidence: false) { Recording = recording, FirstIndex = start };
            await Classifier.ClassifyAsync(model, inputs, form, terms, cancellationToken);
            items.AddRange(recording.Complete(key: []).Items);
        }

        return [.. items];
    }

    /// <summary>The rows of a file of the data folder.</summary>
    /// <exception cref="DataException">It is not there.</exception>
    public static IEnumerable<JsonElement> Rows(string file)
    {
        string path = Path.Combine(DataFolder.Resolve(null), file);
        if (!File.Exists(path))
        {
            throw new DataException($"There is no {path}.");
        }

        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return JsonElement.Parse(line);
        }
    }
}
