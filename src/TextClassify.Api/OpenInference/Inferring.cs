using System.Text.Json;
using TextClassify.Api.Contracts;
using TextClassify.Inference.Registry;

namespace TextClassify.Api.OpenInference;

/// <summary>What <c>/classify</c> gives, as tensors.</summary>
internal static class Inferring
{
    /// <param name="model">The model that answered.</param>
    /// <param name="results">One a text, without errors, with the scores of all labels.</param>
    /// <param name="query">What was asked.</param>
    public static InferResponse Respond(LoadedModel model, ClassifyResult[] results, InferQuery query)
    {
        var labels = model.Manifest.Labels;
        return new InferResponse
        {
            ModelName = model.Manifest.Name,
            ModelVersion = model.Manifest.Version,
            Id = query.Id,
            Outputs = [.. query.Outputs.Select(Output)],
        };

        InferOutput Output(string name) => name switch
        {
            Tensors.Label => Strings(name, results.Select(result => result.Label!)),
            Tensors.Score => new(name, [results.Length], Tensors.Single, new([.. results.Select(result => result.Score!.Value)])),
            Tensors.Scores => new(name, [results.Length, labels.Count], Tensors.Single, new(InLabelOrder(labels, results))),
            Tensors.Labels => Strings(name, labels),
            Tensors.Evidence => Strings(name, results.Select(result => JsonSerializer.Serialize(result.Evidence!, WireJson.Default.Evidence))),
            _ => throw new InvalidOperationException($"There is no output {name}."),
        };
    }

    private static InferOutput Strings(string name, IEnumerable<string> values)
    {
        string[] all = [.. values];
        return new(name, [all.Length], Tensors.Bytes, new(all));
    }

    private static float[] InLabelOrder(IReadOnlyList<string> labels, ClassifyResult[] results)
    {
        var places = labels.Select((label, place) => (label, place)).ToDictionary(entry => entry.label, entry => entry.place, StringComparer.Ordinal);
        float[] scores = new float[labels.Count * results.Length];
        for (int row = 0; row < results.Length; row++)
        {
            foreach (var score in results[row].Scores!)
            {
                scores[(row * labels.Count) + places[score.Label]] = score.Score;
            }
        }

        return scores;
    }
}
