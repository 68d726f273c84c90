using System.Globalization;
using TextClassify.Api.Classify;

namespace TextClassify.Api.OpenInference;

/// <summary>What <c>/classify</c> gives, as tensors.</summary>
internal static class InferAnswer
{
    /// <param name="model">The model that answered.</param>
    /// <param name="results">One a text, without errors, with the scores of all labels.</param>
    /// <param name="query">What was asked.</param>
    public static InferResponse Respond(ITextClassifier model, ClassifyResult[] results, InferQuery query)
    {
        var labels = model.Labels;
        var places = labels.Select((label, place) => (label, place)).ToDictionary(
            entry => entry.label, entry => entry.place, StringComparer.Ordinal);
        return new InferResponse
        {
            ModelName = model.Manifest.Name,
            ModelVersion = model.Manifest.Version,
            Id = query.Id,
            Outputs = [.. query.Outputs.Select(choice => Framed(Output(choice), choice.Binary))],
        };

        InferOutput Output(InferChoice choice) => choice.Name switch
        {
            Tensors.Label => Strings(choice.Name, [.. results.Select(result => result.Label!)]),
            Tensors.Score => new(choice.Name, [results.Length], Tensors.Single, new([.. results.Select(result => result.Score!.Value)])),
            Tensors.Scores when choice.Classes > 0 => Likeliest(choice, places, results),
            Tensors.Scores => new(choice.Name, [results.Length, labels.Count], Tensors.Single, new(InLabelOrder(places, results))),
            Tensors.Labels => Strings(choice.Name, [.. labels]),
            Tensors.Evidence => Strings(
                choice.Name, [.. results.Select(result => JsonSerializer.Serialize(result.Evidence!, ClassifyJson.Default.Evidence))]),
            _ => throw new InvalidOperationException($"There is no output {choice.Name}."),
        };
    }

    /// <summary>Bytes behind the JSON leave their size in it.</summary>
    private static InferOutput Framed(InferOutput output, bool binary) => !binary ? output : output with
    {
        Data = null,
        Tail = output.Data,
        Parameters = new Dictionary<string, int>(StringComparer.Ordinal) { ["binary_data_size"] = output.Data!.BinarySize },
    };

    private static InferOutput Strings(string name, string[] values) => new(name, [values.Length], Tensors.Bytes, new(values));

    /// <summary>Each as SCORE:INDEX:LABEL, the likeliest first (Triton, classification extension); scores come in that order.</summary>
    private static InferOutput Likeliest(InferChoice choice, Dictionary<string, int> places, ClassifyResult[] results)
    {
        int classes = Math.Min(choice.Classes, places.Count);
        string[] values = [.. from result in results
                              from score in result.Scores!.Take(classes)
                              select string.Create(CultureInfo.InvariantCulture, $"{score.Score}:{places[score.Label]}:{score.Label}")];
        return new(choice.Name, [results.Length, classes], Tensors.Bytes, new(values));
    }

    private static float[] InLabelOrder(Dictionary<string, int> places, ClassifyResult[] results)
    {
        float[] scores = new float[places.Count * results.Length];
        for (int row = 0; row < results.Length; row++)
        {
            foreach (var score in results[row].Scores!)
            {
                scores[(row * places.Count) + places[score.Label]] = score.Score;
            }
        }

        return scores;
    }
}
